"""`ckan ppid source …`: the sources that entries are pulled from.

ckanext-harvest is loaded only by the commands that need it: without the plugin `ppid_sources` the
file can be checked all the same.
"""

from __future__ import annotations

import signal
from collections.abc import Mapping
from pathlib import Path

import ckan.plugins as p
import ckan.plugins.toolkit as tk
import click

from ckanext.ppidbontang import config
from ckanext.ppidbontang.domain.exceptions import RecordError
from ckanext.ppidbontang.domain.sources import Source
from ckanext.ppidbontang.sources import settings


@click.group()
def source() -> None:
    """Pull entries from the systems of the bodies."""


@source.command()
@click.argument("path", type=click.Path(path_type=Path), required=False)
def check(path: Path | None) -> None:
    """Check the sources in PATH (default: the configured file), and that their tokens are set."""
    sources = _read(path)
    missing = [
        tk._("{name}: the environment variable {token} is not set").format(
            name=one.name, token=one.token
        )
        for one in sources.values()
        if one.token and not settings.token(one)
    ]
    for line in missing:
        click.secho(line, fg="red", err=True)
    if missing:
        raise click.ClickException(tk._("Not every source can be pulled."))
    click.echo(tk._("{count} sources, nothing wrong.").format(count=len(sources)))


@source.command()
@click.option("--dry-run", is_flag=True, help="Say what would change and change nothing.")
@click.pass_context
def sync(ctx: click.Context, dry_run: bool) -> None:
    """Make the sources that the portal pulls match the configured file."""
    _require_plugin()
    from ckanext.ppidbontang.sources import sync as syncing

    sources = _read(None)
    with ctx.meta["flask_app"].test_request_context():
        changes = syncing.plan(sources)
        for change in changes:
            click.echo(str(change))
        if not dry_run:
            syncing.apply(changes, sources)
    done = tk._("would change") if dry_run else tk._("changed")
    click.echo(
        tk._("{count} sources in the file, {changes} {done}.").format(
            count=len(sources), changes=len(changes), done=done
        )
    )


@source.command("list")
@click.pass_context
def list_(ctx: click.Context) -> None:
    """List the sources, their last pulls and what waits for a decision."""
    _require_plugin()
    from ckanext.ppidbontang.sources import provenance

    sources = _read(None)
    with ctx.meta["flask_app"].test_request_context():
        for row in provenance.overview(sources.values()):
            pulled = row["last_pull"] or {"started_at": "-", "problem": ""}
            click.echo(
                "\t".join(
                    [row["name"], row["type"], row["state"], pulled["started_at"], row["url"]]
                )
            )
            if pulled["problem"]:
                click.secho(f"\t{pulled['problem']}", fg="red")


@source.command()
@click.argument("name")
@click.option(
    "--accept-fewer",
    is_flag=True,
    help="Flag what is missing although the source has lost most of its entries.",
)
@click.pass_context
def run(ctx: click.Context, name: str, accept_fewer: bool) -> None:
    """Pull the source NAME here and now; ends with status 1 when that fails."""
    _require_plugin()
    from ckanext.ppidbontang.sources import provenance, running
    from ckanext.ppidbontang.sources.problems import PullError, say

    chosen = _read(None).get(name)
    with ctx.meta["flask_app"].test_request_context():
        if chosen is None:
            message = tk._('"{name}" is no longer in the list of sources (config/sources.yaml).')
            raise click.ClickException(message.format(name=name))
        try:
            running.run(name, accept_fewer=accept_fewer)
        except PullError as err:
            raise click.ClickException(say(err.kept)) from err
        [row] = provenance.overview([chosen])
        for line in provenance.errors(name):
            click.secho(line, fg="red", err=True)
        if row["state"] == "failed":
            ctx.exit(1)
        counts = row["last_pull"]["counts"]
        told = ", ".join(f"{outcome} {count}" for outcome, count in counts.items() if count)
        click.echo(f"{row['name']}: {told or row['state']}")


@source.command()
@click.argument("stage", type=click.Choice(["gather", "fetch"]))
@click.pass_context
def work(ctx: click.Context, stage: str) -> None:
    """Work off what is queued until told to stop; `fetch` also begins what is due."""
    _require_plugin()
    from ckanext.ppidbontang.sources import running

    told: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda signum, _frame: told.append(signum))
    with ctx.meta["flask_app"].test_request_context():
        running.work(stage, stopped=lambda: bool(told))


def _read(path: Path | None) -> Mapping[str, Source]:
    try:
        named = path or config.sources()
        return settings.read(named) if named else {}
    except RecordError as err:
        for problem in err.problems:
            click.secho(problem, fg="red", err=True)
        message = tk._("{count} problem(s); nothing was changed.")
        raise click.ClickException(message.format(count=len(err.problems))) from err


def _require_plugin() -> None:
    if not p.plugin_loaded("ppid_sources"):
        raise click.ClickException(
            tk._("The plugin ppid_sources is not in ckan.plugins: see docs/operator.md.")
        )

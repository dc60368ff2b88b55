"""`ckan ppid feed`: the DCAT feed that harvesters read."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager

import ckan.plugins.toolkit as tk
import click

from ckanext.ppidbontang import config
from ckanext.ppidbontang.feed import checking, publishing, rebuilding
from ckanext.ppidbontang.feed.checking import Drift, Finding
from ckanext.ppidbontang.feed.publishing import NotPublishedError


@click.group()
def feed() -> None:
    """Keep the DCAT feed."""


@feed.command()
@click.option("--all", "everything", is_flag=True, help="Make all anew, not only what is due.")
@click.pass_context
def rebuild(ctx: click.Context, everything: bool) -> None:
    """Make anew what the feed lacks or has as it was, with two processes.

    The feed goes on serving what it has. A rebuild that was interrupted goes on where it stopped
    when it is started again, without `--all`.
    """
    with ctx.meta["flask_app"].test_request_context():
        if everything:
            rebuilding.forget_all()
        package_ids = rebuilding.due()
        kept = left_out = 0
        bar = click.progressbar(
            length=len(package_ids),
            label=tk._("Entries"),
            show_pos=True,
            file=click.get_text_stream("stderr"),
        )
        with bar, _told_when_killed():
            for done in rebuilding.rebuild(package_ids):
                kept, left_out = kept + done.kept, left_out + done.left_out
                bar.update(sum(done))
        message = tk._("{kept} entries made anew, {left_out} left out.")
        click.echo(message.format(kept=kept, left_out=left_out))
        if left_out:
            _tell(checking.failures())
            ctx.exit(1)


@feed.command()
@click.option("--repair", is_flag=True, help="Mend what can be mended.")
@click.pass_context
def check(ctx: click.Context, repair: bool) -> None:
    """Compare the feed with the database and with the search.

    Ends with status 1 when they differ, or still differ after the repair.
    """
    with ctx.meta["flask_app"].test_request_context():
        found = checking.findings()
        _tell(found)
        if found and repair:
            with _told_when_killed():
                checking.repair(found)
            left = checking.findings()
            click.echo(tk._("{mended} mended.").format(mended=len(found) - len(left)))
            found = left
        if found:
            ctx.exit(1)
        click.echo(tk._("The feed, the database and the search agree."))


@feed.command()
@click.pass_context
def publish(ctx: click.Context) -> None:
    """Write the whole feed as files into the folder of a web server.

    The worker does so by itself some minutes after a change.
    """
    folder = config.feed_directory()
    with ctx.meta["flask_app"].test_request_context():
        if folder is None:
            message = tk._("{setting} is not set: there is no folder to write to.")
            raise click.ClickException(message.format(setting=config.FEED_DIRECTORY))
        bar = click.progressbar(
            length=1, label=tk._("Entries"), file=click.get_text_stream("stderr")
        )
        with bar:

            def show(done: int, total: int) -> None:
                bar.length = total
                bar.update(done - bar.pos)

            try:
                published = publishing.publish(folder, show)
            except NotPublishedError as err:
                raise click.ClickException(err.told()) from err
        message = (
            tk._("{folder}: {entries} entries written, as of number {number}.")
            if published.is_new
            else tk._("{folder}: the files are of number {number} already.")
        )
        state = published.state
        click.echo(message.format(folder=folder, entries=state.live, number=state.seq))


def _tell(found: list[Finding]) -> None:
    for finding in found:
        message = f"{finding.name}: {tk._(finding.drift.value)}"
        if finding.cause:
            message += f" ({finding.cause})"
        red = finding.drift in (Drift.FAILED, Drift.SURPLUS, Drift.FINDABLE)
        click.secho(message, fg="red" if red else None, err=True)


@contextmanager
def _told_when_killed() -> Iterator[None]:
    try:
        yield
    except BrokenProcessPool as err:
        message = tk._("A process of the rebuild was killed; run it again to finish.")
        raise click.ClickException(message) from err

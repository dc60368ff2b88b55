"""`ckan ppid opd sync`: make the organisations of the portal match the registry of bodies."""

from __future__ import annotations

from pathlib import Path

import click

from ckanext.ppidbontang import config, registry
from ckanext.ppidbontang.domain.exceptions import RegistryError
from ckanext.ppidbontang.intake import agencies


@click.group()
def opd() -> None:
    """Manage the bodies (OPD) of the portal."""


@opd.command()
@click.argument("path", type=click.Path(path_type=Path), required=False)
@click.option("--dry-run", is_flag=True, help="Say what would change and change nothing.")
def sync(path: Path | None, dry_run: bool) -> None:
    """Make the organisations match the registry in PATH (default: the configured one)."""
    try:
        bodies = registry.read(path or config.registry())
    except RegistryError as err:
        for problem in err.problems:
            click.secho(problem, fg="red", err=True)
        raise click.ClickException(f"{len(err.problems)} problem(s); nothing was changed.") from err
    changes = agencies.plan(bodies)
    for change in changes:
        click.echo(str(change))
    if not dry_run:
        agencies.apply(changes)
    done = "would change" if dry_run else "changed"
    click.echo(f"{len(bodies.agencies)} bodies in the registry, {len(changes)} {done}.")

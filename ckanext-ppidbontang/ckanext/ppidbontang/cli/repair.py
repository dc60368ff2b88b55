"""`ckan ppid repair`: finish closings and openings that were interrupted."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
import click
from ckan import model

from ckanext.ppidbontang import jobs, vault
from ckanext.ppidbontang.exemption import finishing
from ckanext.ppidbontang.imports import running


@click.command()
@click.pass_context
def repair(ctx: click.Context) -> None:
    """Finish the closings, openings and imports that a crash or a dead service interrupted.

    What closings and openings concern is not public meanwhile. Ends with status 1 when something
    still waits.
    """
    with ctx.meta["flask_app"].test_request_context():
        for import_id in running.resume():
            click.echo(tk._("Import {id}: goes on").format(id=import_id))
        outcome = finishing.repair(jobs.site_context())
        for package_id, reason in outcome.items():
            _tell(package_id, reason)
        for location in vault.strays():
            click.echo(
                tk._("The vault holds a file that no record knows, and keeps it: {name}").format(
                    name=location
                )
            )
        if any(outcome.values()):
            ctx.exit(1)


def _tell(package_id: str, reason: str) -> None:
    package = model.Package.get(package_id)
    name = package.name if package else package_id
    if reason:
        message = tk._("{name}: still waits ({reason})").format(name=name, reason=reason)
        click.secho(message, fg="red", err=True)
    else:
        click.echo(tk._("{name}: finished").format(name=name))

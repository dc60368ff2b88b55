"""`ckan ppid check`: name the settings that open what the law closes."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
import click

from ckanext.ppidbontang import safety


@click.command()
@click.pass_context
def check(ctx: click.Context) -> None:
    """Name every unsafe setting with its reason; end with status 1 when there is one.

    With a fatal setting the portal does not start, and neither does this command: CKAN then ends
    with the same words.
    """
    with ctx.meta["flask_app"].test_request_context():
        found = safety.dangers(tk.config)
        for danger in found:
            click.secho(danger.message(tk.config), fg="red" if danger.is_fatal else "yellow")
        if found:
            raise click.ClickException(
                tk._("{count} unsafe setting(s), listed above.").format(count=len(found))
            )
        click.echo(tk._("No unsafe setting was found."))

"""`ckan ppid daily`: what the worker does every day, now; or plan it."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
import click

from ckanext.ppidbontang import jobs


@click.command()
@click.option(
    "--schedule", is_flag=True, help="Plan the daily job of the worker instead of running it."
)
@click.pass_context
def daily(ctx: click.Context, schedule: bool) -> None:
    """Finish what is unfinished, then mail the reminders that are due."""
    with ctx.meta["flask_app"].test_request_context():
        if schedule:
            at = jobs.plan()
            click.echo(tk._("The daily job is planned for {time}.").format(time=at.isoformat()))
            return
        report = jobs.run()
        click.echo(
            tk._("{repaired} repaired, {waiting} still waiting.").format(
                repaired=len(report.repaired) - report.waiting, waiting=report.waiting
            )
        )
        for body in report.reminders.told:
            click.echo(tk._("Told: {body}").format(body=body))
        for body, reason in report.reminders.untold.items():
            click.secho(
                tk._("Not told: {body} ({reason})").format(body=body, reason=reason),
                fg="red",
                err=True,
            )
        if report.waiting or report.reminders.untold:
            ctx.exit(1)

"""`ckan ppid links`: look at the links of published entries now."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
import click

from ckanext.ppidbontang import links as link_check
from ckanext.ppidbontang.domain.links import LinkOutcome


@click.group()
def links() -> None:
    """Check the links of published entries."""


@links.command()
@click.option("--limit", type=click.IntRange(min=1), help="Look at no more than so many addresses.")
@click.option("--all", "everything", is_flag=True, help="Look at those that are not due, too.")
@click.pass_context
def check(ctx: click.Context, limit: int | None, everything: bool) -> None:
    """Look at the links of published entries that are due, as the daily job does.

    A link counts as broken when it has failed for a day; this says what was found now.
    """
    with (
        ctx.meta["flask_app"].test_request_context(),
        click.progressbar(
            length=1, label=tk._("Links"), file=click.get_text_stream("stderr")
        ) as bar,
    ):

        def show(done: int, total: int) -> None:
            bar.length = total
            bar.update(done - bar.pos)

        try:
            report = link_check.check(limit=limit, everything=everything, progress=show)
        except link_check.AlreadyRunningError as err:
            message = tk._("Another check of links is at work on this portal.")
            raise click.ClickException(message) from err
        _summarise(report)


def _summarise(report: link_check.Report) -> None:
    click.echo(
        tk._("{looked} links looked at, {failed} failed.").format(
            looked=report.looked, failed=report.failed
        )
    )
    for outcome in LinkOutcome:
        if report.found[outcome]:
            click.echo(f"{report.found[outcome]:8}  {tk._(outcome.label)}")

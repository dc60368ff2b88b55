"""`ckan ppid leakcheck`: prove on this portal that nothing exempt or unpublished leaks."""

from __future__ import annotations

import json

import click

from ckanext.ppidbontang.leakcheck import report, run


@click.command()
@click.option("--url", default="", help="Ask the portal at this address instead of in process.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@click.pass_context
def leakcheck(ctx: click.Context, url: str, as_json: bool) -> None:
    """Plant canaries on this portal, ask every route and action for them as six kinds of reader.

    What is planted is public for as long as the run takes, where such entries are public; all of it
    is taken away at the end, or by the next run. Ends with status 1 when something leaks.
    """
    with click.progressbar(
        length=1, label="Questions", file=click.get_text_stream("stderr")
    ) as bar:

        def show(done: int, total: int) -> None:
            bar.length = total
            bar.update(done)

        try:
            found = run.check(ctx.obj.app, ctx.meta["flask_app"], url, show)
        except run.AlreadyRunningError as err:
            raise click.ClickException("Another leakcheck is at work on this portal.") from err
        except run.AnotherPortalError as err:
            raise click.ClickException(f"{url} is not the address of this portal.") from err
    if as_json:
        click.echo(json.dumps(report.as_dict(found), indent=2, ensure_ascii=False))
    else:
        for line in report.lines(found):
            click.echo(line)
    if found.outcome.leaks:
        ctx.exit(1)

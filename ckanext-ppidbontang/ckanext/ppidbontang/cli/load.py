"""`ckan ppid load`: make the portal's entries match declarative YAML records."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import ckan.plugins.toolkit as tk
import click

from ckanext.ppidbontang.intake import files, records, workers
from ckanext.ppidbontang.intake.loader import Outcome
from ckanext.ppidbontang.intake.records import Record, Survey


@click.command()
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@click.pass_context
def load(ctx: click.Context, path: Path) -> None:
    """Make the portal's entries match the YAML records in PATH, a file or a folder of files.

    A file holds `opd` (the publishing body) and `entries`; an entry has the fields of the dataset
    schema, `tags`, and `resources` with a `file` beside the YAML or a `url`. What is there already
    and the same is left alone: a load can be run again at any time, and finishes one that was
    interrupted.
    """
    with ctx.meta["flask_app"].test_request_context():
        documents = files.documents(path)
        if not documents:
            raise click.ClickException(tk._("{path}: no YAML files.").format(path=path))
        # Fails at once, rather than after the first batch, when search does not answer.
        tk.get_action("package_search")({"ignore_auth": True}, {"rows": 0})
        outcome = Outcome()
        try:
            _load(documents, outcome)
        except BrokenProcessPool as err:
            message = tk._("A process of the load was killed; run it again to finish.")
            raise click.ClickException(message) from err
        finally:
            click.echo(_summary(outcome))
        if outcome.problems:
            count = len(outcome.problems)
            raise click.ClickException(
                tk._("{count} problem(s), listed above.").format(count=count)
            )


def _load(documents: list[Path], outcome: Outcome) -> None:
    """Load the records of all files; show how far it is, and at the end what is wrong."""
    survey = records.survey(documents)
    try:
        with click.progressbar(
            length=survey.total, label=tk._("Entries"), show_pos=True, hidden=not _is_terminal()
        ) as bar:
            for done in workers.load_all(_readable(documents, survey, outcome)):
                outcome.add(done)
                bar.update(outcome.total - bar.pos)
    finally:
        for problem in outcome.problems:
            click.secho(str(problem), fg="red", err=True)


def _readable(documents: list[Path], survey: Survey, outcome: Outcome) -> Iterator[Record]:
    """Yield the records that have the right shape; count the others as refused."""
    for document in documents:
        for record in records.read(document, survey.clashes):
            if isinstance(record, Record):
                yield record
            else:
                outcome.refuse(record)


def _is_terminal() -> bool:
    return click.get_text_stream("stdout").isatty()


def _summary(outcome: Outcome) -> str:
    """Say in one line what became of the records."""
    return tk._(
        "{created} created, {updated} updated, {unchanged} unchanged, {reindexed} put back into "
        "search, {refused} refused."
    ).format(
        created=outcome.created,
        updated=outcome.updated,
        unchanged=outcome.unchanged,
        reindexed=outcome.reindexed,
        refused=outcome.refused,
    )

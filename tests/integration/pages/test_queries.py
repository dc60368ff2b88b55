"""The cost of a page does not grow with the catalogue."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from ckan import model
from sqlalchemy import event

from tests.integration.pages.html import Publish, Read, Record


@contextmanager
def counted() -> Iterator[list[str]]:
    """Collect the SQL statements that are sent meanwhile."""
    sent: list[str] = []

    def note(_conn: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        # The search looks every few seconds, by the clock, whether a closing is unfinished.
        if "ppid_unfinished" not in statement:
            sent.append(statement)

    engine = model.meta.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)


class TestQueries:
    PAGES = (
        "/",
        "/dataset/",
        "/dataset/?q=penduduk",
        "/dataset/entry-1",
        "/organization/",
        "/organization/disdukcapil",
    )
    BODIES = ("disdukcapil", "dinkes", "kel-api-api", "bpbd")

    def test_pages_ask_no_more_for_150_entries_than_for_20(
        self, publish: Publish, read: Read, open_record: Record
    ) -> None:
        """No page asks the database once for each entry."""

        def statements() -> dict[str, int]:
            found: dict[str, int] = {}
            for path in self.PAGES:
                read(path)  # what is read once for a process is read here
                with counted() as sent:
                    read(path)
                found[path] = len(sent)
            return found

        def fill(numbers: range) -> None:
            for number in numbers:
                answers = self.BODIES[number % len(self.BODIES)]
                publish(open_record, name=f"entry-{number}", responsible_opd=answers)

        fill(range(20))
        few = statements()
        fill(range(20, 150))
        assert few == statements()
        assert max(few[path] for path in ("/", "/dataset/", "/organization/")) <= 5

"""Two people at the same entry at the same time: the later one meets what the first one made."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan import model
from flask import Flask

from ckanext.ppidbontang import review
from ckanext.ppidbontang.model import ReviewEvent

PATIENCE = 20


class Meanwhile:
    """Something that another person does in a thread and a connection of their own."""

    def __init__(self, app: Any, work: Callable[[], Any]) -> None:
        self.flask: Flask = app.flask_app
        self.work = work
        self.result: Any = None
        self.thread = threading.Thread(target=self._run)

    def start(self) -> None:
        self.thread.start()

    def join(self) -> Any:
        self.thread.join(PATIENCE)
        assert not self.thread.is_alive()
        return self.result

    def _run(self) -> None:
        with self.flask.test_request_context():
            try:
                self.result = self.work()
            except tk.ValidationError as err:
                self.result = err.error_dict
            finally:
                model.Session.remove()


@pytest.fixture
def closes(utama, does, proposal):
    """Close an entry in one transaction, as the moves of an exemption do."""
    reasons = {k: v for k, v in proposal.items() if k.startswith("exemption_")}

    def close(entry):
        return does(utama, "ppid_exemption_propose", id=entry["id"], **reasons)

    return close


def test_a_save_that_began_before_the_closing_meets_the_closed_entry(
    app, does, officer, utama, open_record, closes, stored, monkeypatch
):
    """A form that was read while the entry was open cannot open it again."""
    entry = does(utama, "package_create", **open_record)
    read, closed = threading.Event(), threading.Event()
    lock = review.lock

    def wait_then_lock(package):
        if threading.current_thread() is late.thread:
            read.set()  # the entry is read, and open
            assert closed.wait(PATIENCE)
        lock(package)

    def save():
        changed = {**entry, "title": "Judul baru"}
        return tk.get_action("package_update")({"user": officer.name}, changed)

    late = Meanwhile(app, save)
    monkeypatch.setattr(review, "lock", wait_then_lock)
    late.start()
    assert read.wait(PATIENCE)
    closes(entry)
    closed.set()
    assert "ppid_exemption_open" in str(late.join())
    assert stored(entry["id"]).extras["exemption_status"] == "dikecualikan-seluruhnya"


def test_a_save_waits_for_the_transaction_that_closes(
    app, does, officer, utama, open_record, proposal, stored
):
    """The row is locked: the save does not slip in between the closing and its commit."""
    entry = does(utama, "package_create", **open_record)
    package = stored(entry["id"])
    review.lock(package)
    late = Meanwhile(
        app,
        lambda: tk.get_action("package_update")(
            {"user": officer.name}, {**entry, "title": "Judul baru"}
        ),
    )
    late.start()
    late.thread.join(1)
    assert late.thread.is_alive()
    model.Session.execute(
        model.package_table.update()
        .where(model.package_table.c.id == entry["id"])
        .values(
            extras={
                **package.extras,
                "information_category": "dikecualikan",
                "exemption_status": "dikecualikan-seluruhnya",
            }
        )
    )
    model.Session.commit()
    assert "ppid_exemption_open" in str(late.join())


def test_of_two_who_submit_at_once_one_is_told(app, does, officer, person, open_record):
    entry = does(officer, "package_create", **open_record)
    start = threading.Barrier(2)

    def submit(user):
        def work():
            start.wait(PATIENCE)
            return tk.get_action("ppid_review_submit")({"user": user.name}, {"id": entry["id"]})

        return work

    model.Session.remove()
    both = [Meanwhile(app, submit(user)) for user in (officer, person("disdukcapil"))]
    model.Session.remove()
    for one in both:
        one.start()
    results = [one.join() for one in both]
    (refused,) = (result for result in results if result["review_state"] != "submitted")
    assert "PPID Utama" in refused["review_state"][0]
    assert [event.step for event in ReviewEvent.of(entry["id"])] == ["submit"]

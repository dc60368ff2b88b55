"""Two people at the same entry at the same moment."""

from __future__ import annotations

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import ckan.plugins.toolkit as tk
import pytest
from ckan import model
from ckan.tests import helpers

from ckanext.ppidbontang.model import ExemptionEvent

from .conftest import DECISION, REASONS, TEST

pytestmark = pytest.mark.usefixtures("with_plugins")


@pytest.fixture
def both_at_once(app, entry):
    """Have several people make a move at the same time; return how each ended."""

    def run(step: str, *people, **given) -> Counter:
        start = threading.Barrier(len(people))

        def move(who) -> str:
            with app.flask_app.test_request_context():
                start.wait()
                try:
                    caller = {"user": who.name, "ignore_auth": False}
                    action = f"ppid_exemption_{step}"
                    return helpers.call_action(action, caller, id=entry["id"], **given)["state"]
                except tk.ValidationError as err:
                    return f"refused: {next(iter(err.error_dict))}"
                finally:
                    model.Session.remove()

        with ThreadPoolExecutor(len(people)) as pool:
            return Counter(pool.map(move, people))

    return run


def test_only_one_of_two_decisions_counts(both_at_once, move, closed, entry, utama, person):
    move(utama, "test", **TEST)
    other = person("kota-bontang", role="admin")
    ended = both_at_once("decide", utama, other, outcome="dikecualikan-seluruhnya", **DECISION)
    assert ended == {"ditetapkan": 1, "refused: exemption_status": 1}
    model.Session.rollback()
    assert [event.step for event in ExemptionEvent.of(entry["id"])] == [
        "usulkan",
        "uji",
        "tetapkan",
    ]


def test_two_proposals_close_once_and_lose_no_file(both_at_once, act, entry, officer, person):
    other = person("dinkes", role="admin")
    given = {"exemption_status": "dikecualikan-seluruhnya", **REASONS}
    ended = both_at_once("propose", officer, other, **given)
    # The second one finds a proposal and puts it right: both say the same.
    assert ended == {"diusulkan": 2}
    model.Session.rollback()
    assert [o["name"] for o in act("ppid_original_list", id=entry["id"])] == ["pasien.csv"]


def test_of_two_who_saw_the_same_state_the_later_is_told(both_at_once, closed, utama, person):
    other = person("kota-bontang", role="admin")
    ended = both_at_once("test", utama, other, state="diusulkan", **TEST)
    assert ended == {"diuji": 1, "refused: state": 1}

"""Killed between any two steps: nothing is lost, nothing is public, and repair finishes it."""

from __future__ import annotations

from typing import Any

import pytest
from ckan.cli.cli import ckan

from ckanext.ppidbontang import vault
from ckanext.ppidbontang.exemption import finishing, opening
from ckanext.ppidbontang.model import Unfinished

from .conftest import die

pytestmark = pytest.mark.usefixtures("with_plugins", "with_request_context")


def before_the_files_are_moved() -> None:
    finishing._move_files = die


def between_the_copy_and_its_commit() -> None:
    keep = vault.keep

    def keep_and_die(*args: Any, **kwargs: Any) -> Any:
        keep(*args, **kwargs)
        die()

    vault.keep = keep_and_die


def before_the_old_copy_is_removed() -> None:
    """In a closing the public one; in an opening that in the vault."""
    vault.discard = die


def between_the_copy_and_the_opening() -> None:
    opening.give_back = die


def repair(cli) -> str:
    done = cli.invoke(ckan, ["ppid", "repair"])
    assert done.exit_code == 0, done.output
    assert Unfinished.ids() == []
    return done.output


@pytest.mark.parametrize(
    "moment",
    [
        before_the_files_are_moved,
        between_the_copy_and_its_commit,
        before_the_old_copy_is_removed,
    ],
)
def test_a_closing_that_is_killed(entry, cli, in_a_process_that_dies, moment):
    in_a_process_that_dies(entry.close, moment)
    assert Unfinished.ids() == [entry.id]
    entry.assert_shut()
    said = repair(cli)
    assert "pasien-2025" in said
    entry.assert_shut()
    entry.assert_kept()
    stray = moment is between_the_copy_and_its_commit
    assert len(vault.strays()) == stray, "a copy whose record was never committed is reported"
    assert all(location in said for location in vault.strays())


def test_an_opening_that_is_killed_before_its_commit(entry, cli, in_a_process_that_dies):
    entry.decide()
    in_a_process_that_dies(entry.open, between_the_copy_and_the_opening)
    entry.assert_shut()
    repair(cli)
    entry.assert_shut()
    entry.assert_kept()
    entry.open()
    entry.assert_open()


def test_an_opening_that_is_killed_after_its_commit(entry, cli, in_a_process_that_dies):
    entry.decide()
    in_a_process_that_dies(entry.open, before_the_old_copy_is_removed)
    assert Unfinished.ids() == [entry.id]
    repair(cli)
    entry.assert_open()
    assert vault.strays() == []


def test_repair_has_nothing_to_say_when_nothing_is_broken(entry, cli):
    entry.close()
    assert repair(cli) == ""

"""The words of CKAN's scripts follow the catalogues."""

from __future__ import annotations

from pathlib import Path

import pytest
from portal import ckan, venv
from portal.layout import Instance
from portal.progress import Progress


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[tuple[str, ...]]:
    """Collect the commands that would run, with a catalogue of the test's own."""
    ran: list[tuple[str, ...]] = []
    monkeypatch.setattr(ckan, "CATALOGUES", tmp_path / "i18n")
    monkeypatch.setattr(ckan, "command", lambda _instance, _log, *words: ran.append(words))
    monkeypatch.setattr(venv, "runtime_inputs", lambda: "packages")
    return ran


def test_scripts_are_translated_when_a_catalogue_changed(
    instance: Instance, commands: list[tuple[str, ...]], tmp_path: Path
) -> None:
    catalogue = tmp_path / "i18n" / "id.po"
    catalogue.parent.mkdir()
    for words in ("one", "one", "two"):
        catalogue.write_text(words, encoding="utf-8")
        ckan.translate_scripts(instance, Progress())
    assert commands == [("translation", "js")] * 2


def test_a_translation_that_failed_is_tried_again(
    instance: Instance, commands: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(ckan, "command", lambda *_: (_ for _ in ()).throw(RuntimeError))
        with pytest.raises(RuntimeError):
            ckan.translate_scripts(instance, Progress())
    ckan.translate_scripts(instance, Progress())
    assert commands == [("translation", "js")]

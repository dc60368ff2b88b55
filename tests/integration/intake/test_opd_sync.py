"""`ckan ppid opd sync`: organisations match the registry; a rename keeps code and address."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
import yaml
from ckan import model
from ckan.lib.search import SearchIndexError
from ckan.tests import helpers

from ckanext.ppidbontang import config
from ckanext.ppidbontang.cli import ppid
from ckanext.ppidbontang.intake import agencies

pytestmark = pytest.mark.usefixtures("with_plugins", "clean_portal")


@pytest.fixture
def content() -> dict[str, Any]:
    """Return the registry of the portal, to be changed by a test."""
    return yaml.safe_load(config.registry().read_text(encoding="utf-8"))


@pytest.fixture
def sync(cli, tmp_path):
    """Run the command over a changed registry; afterwards make the portal match its own again."""

    def run(content: dict[str, Any] | str, *options: str):
        path = tmp_path / "opd.yaml"
        text = content if isinstance(content, str) else yaml.safe_dump(content)
        path.write_text(text, encoding="utf-8")
        return cli.invoke(ppid, ["opd", "sync", str(path), *options])

    yield run
    cli.invoke(ppid, ["opd", "sync"])


def agency(content: dict[str, Any], name: str) -> dict[str, Any]:
    return next(body for body in content["agencies"] if body["name"] == name)


def organization(name: str) -> dict[str, Any]:
    return helpers.call_action("organization_show", id=name)


def parents(name: str) -> list[str]:
    body = model.Group.get(name)
    assert body is not None
    return [parent.name for parent in body.get_parent_groups("organization")]


class TestSync:
    def test_the_portal_has_every_body_under_its_parent(self, content):
        assert len(helpers.call_action("organization_list")) == len(content["agencies"])
        assert parents("kel-api-api") == ["kec-bontang-utara"]
        assert parents("dinkes") == ["kota-bontang"]
        dinkes = organization("dinkes")
        assert dinkes["abbreviation"] == "Dinkes"
        assert dinkes["opd_type"] == "dinas"
        assert dinkes["opd_code"] == agency(content, "dinkes")["code"]

    def test_a_second_run_changes_nothing(self, cli):
        result = cli.invoke(ppid, ["opd", "sync"])
        assert result.exit_code == 0, result.output
        assert ", 0 changed." in result.output

    def test_a_rename_keeps_code_and_address(self, sync, content):
        before = organization("dinkes")
        body = agency(content, "dinkes")
        body["former_names"] = [*body.get("former_names", []), body["title"]]
        body["title"] = "Dinas Kesehatan dan Gizi"
        result = sync(content)
        assert result.exit_code == 0, result.output
        after = organization("dinkes")
        assert (after["id"], after["name"], after["opd_code"]) == (
            before["id"], before["name"], before["opd_code"]
        )  # fmt: skip
        assert after["title"] == "Dinas Kesehatan dan Gizi"
        assert "Dinas Kesehatan" in after["former_names"]

    def test_an_address_changed_in_the_file_is_not_changed_on_the_portal(self, sync, content):
        """A link that was given out stays good, whatever the file says later."""
        agency(content, "dinkes")["name"] = "dinas-kesehatan"
        assert ", 0 changed." in sync(content).output
        assert organization("dinkes")["abbreviation"] == "Dinkes"

    def test_members_and_entries_survive(self, sync, content, person, publish, open_record):
        person("disdukcapil", role="editor", name="petugas-catatan")
        publish(open_record)
        agency(content, "disdukcapil")["address"] = "Jalan Baru"
        assert sync(content).exit_code == 0
        members = helpers.call_action("member_list", id="disdukcapil", object_type="user")
        assert len(members) >= 1
        assert organization("disdukcapil")["package_count"] == 1

    def test_a_dry_run_changes_nothing(self, sync, content):
        agency(content, "dinkes")["title"] = "Dinas Lain"
        result = sync(content, "--dry-run")
        assert "Dinas Lain" in result.output
        assert "1 would change" in result.output
        assert organization("dinkes")["title"] == "Dinas Kesehatan"


class TestBrokenRegistry:
    def refuses(self, result, *words: str):
        assert result.exit_code == 1
        assert "Traceback" not in result.output
        for word in words:
            assert word in result.output
        assert organization("dinkes")["title"] == "Dinas Kesehatan"

    def test_a_cycle(self, sync, content):
        dinkes, dishub = agency(content, "dinkes"), agency(content, "dishub")
        dinkes["parent"], dishub["parent"] = dishub["code"], dinkes["code"]
        dinkes["title"] = "Tidak boleh tertulis"
        self.refuses(sync(content), "parent", dinkes["code"])

    def test_a_duplicate_code(self, sync, content):
        agency(content, "dishub")["code"] = agency(content, "dinkes")["code"]
        agency(content, "dinkes")["title"] = "Tidak boleh tertulis"
        self.refuses(sync(content), "code", agency(content, "dinkes")["code"])

    def test_an_unknown_type(self, sync, content):
        agency(content, "dinkes")["type"] = "kementerian"
        self.refuses(sync(content), "type", "kementerian")

    def test_broken_yaml(self, sync):
        self.refuses(sync("agencies: [\n  - code: {"), "YAML", "line")

    def test_a_list_instead_of_a_mapping(self, sync):
        self.refuses(sync("- satu\n- dua\n"), "agencies")

    def test_a_missing_file(self, cli, tmp_path: Path):
        self.refuses(
            cli.invoke(ppid, ["opd", "sync", str(tmp_path / "tidak-ada.yaml")]), "tidak-ada"
        )


class TestBrokenServices:
    def test_a_search_engine_that_is_down_is_told_in_one_line(self, cli, monkeypatch):
        def fail(*_: Any) -> None:
            raise SearchIndexError("connection refused")

        monkeypatch.setattr(agencies, "plan", fail)
        result = cli.invoke(ppid, ["opd", "sync"])
        assert result.exit_code == 1
        assert result.output.strip().endswith("Solr does not answer: connection refused")


class TestOrganisationForm:
    """The registry keeps the tree of bodies; an OPD cannot leave the reach of the PPID Utama."""

    @pytest.mark.parametrize(
        "change",
        [{"opd_code": "BTG-99"}, {"opd_type": "badan"}, {"region_code": "64.74.01"}, {"groups": []},
         {"groups": [{"name": "dishub"}]}],
        ids=str,
    )  # fmt: skip
    def test_an_opd_cannot_change_what_the_registry_keeps(self, person, change):
        officer = person("dinkes", role="admin")
        with pytest.raises(tk.ValidationError):
            helpers.call_action(
                "organization_patch",
                {"user": officer.name, "ignore_auth": False},
                id="dinkes",
                **change,
            )
        assert parents("dinkes") == ["kota-bontang"]

    def test_an_opd_may_mend_its_contact(self, person):
        officer = person("dinkes", role="admin")
        helpers.call_action(
            "organization_patch",
            {"user": officer.name, "ignore_auth": False},
            id="dinkes",
            ppid_phone="0548-1",
        )
        assert organization("dinkes")["ppid_phone"] == "0548-1"

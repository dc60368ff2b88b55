"""`ckan ppid load`: what is new is made, what differs is changed, the rest is left alone."""

from __future__ import annotations

import pysolr
import pytest
from ckan import model
from ckan.lib import search

from ckanext.ppidbontang.intake import workers

pytestmark = pytest.mark.usefixtures("with_plugins", "clean_portal")


class TestNewEntries:
    def test_an_entry_is_stored_with_every_field(self, write, load, stored, entry):
        write(entry)
        result = load()
        assert result.exit_code == 0, result.output
        made = stored("kasus-dbd-2025")
        assert made["organization"]["name"] == made["responsible_opd"] == "dinkes"
        assert [tag["name"] for tag in made["tags"]] == ["dbd", "kesehatan"]
        assert made["priority_data"] is True
        assert made["review_state"] == "published"
        for field in ("title", "notes", "license_id", "information_kind", "created_on"):
            assert made[field] == entry[field]

    def test_an_exempt_entry_is_stored_with_its_reasons(self, write, load, stored, closed_entry):
        write(closed_entry, opd="rsud-taman-husada")
        assert load().exit_code == 0
        made = stored(closed_entry["name"])
        assert made["exemption_grounds"] == ["h", "j"]
        assert made["exemption_legal_basis"] == closed_entry["exemption_legal_basis"]

    def test_search_knows_them_at_once(self, write, load, searchable, many):
        write(*many(3))
        load()
        assert len(searchable()) == 3

    def test_every_scalar_is_the_text_of_the_file(self, write, load, stored, entry):
        """YAML's own types would make 64.10 a number and `no` a boolean."""
        write(
            text=f"opd: dinkes\nentries:\n- name: {entry['name']}\n  title: No\n"
            "  notes: 2025-01-01\n  information_category: berkala\n"
            "  exemption_status: terbuka\n  tags: [2025, yes]\n"
            "  information_kind: berkala-01\n  indicator_code: 010.50\n  unit: ~\n"
        )
        result = load()
        assert result.exit_code == 0, result.output
        made = stored(entry["name"])
        assert (made["title"], made["notes"]) == ("No", "2025-01-01")
        assert made["indicator_code"] == "010.50"
        assert [tag["name"] for tag in made["tags"]] == ["2025", "yes"]
        assert not made.get("unit")

    def test_an_entry_may_name_its_own_body(self, write, load, stored, entry):
        write({**entry, "owner_org": "kel-api-api"})
        load()
        assert stored(entry["name"])["organization"]["name"] == "kel-api-api"

    def test_a_private_entry_stays_private(self, write, load, stored, searchable, entry):
        write({**entry, "private": True})
        assert load().exit_code == 0
        assert stored(entry["name"])["private"] is True
        assert load().counts == {"unchanged": 1}
        assert searchable() == set()

    def test_an_entry_deleted_on_the_portal_comes_back(self, write, load, stored, entry, act):
        write(entry)
        load()
        act("package_delete", id=entry["name"])
        assert load().counts == {"created": 1}
        assert stored(entry["name"])["state"] == "active"

    def test_one_file_loads_alone(self, write, load, searchable, many):
        first, second = many(2)
        write(first, file="a.yaml")
        assert load(write(second, file="b.yaml")).exit_code == 0
        assert searchable() == {second["name"]}

    def test_the_activity_stream_tells_of_each(self, write, load, entry, act):
        write(entry)
        load()
        activities = act("package_activity_list", id=entry["name"], include_hidden_activity=True)
        assert [one["activity_type"] for one in activities] == ["new package"]


class TestSecondRun:
    def test_changes_nothing(self, write, load, state, entry, closed_entry):
        resource = {"name": "Kasus", "format": "csv", "file": "files/dbd.csv"}
        link = {"name": "Situs", "url": "https://example.id/dbd", "description": " Situs resmi "}
        write({**entry, "resources": [resource, link]})
        write(closed_entry, file="rsud.yaml", opd="rsud-taman-husada")
        assert load().counts == {"created": 2}
        before = state()
        result = load()
        assert result.exit_code == 0
        assert result.counts == {"unchanged": 2}
        assert state() == before

    def test_only_a_changed_entry_is_updated(self, write, load, state, stored, many):
        first, second = many(2)
        write(first, second)
        load()
        before = state()
        write({**first, "title": "Judul baru"}, second)
        result = load()
        assert result.counts == {"updated": 1, "unchanged": 1}
        assert stored(first["name"])["title"] == "Judul baru"
        after = state()
        assert after[second["name"]] == before[second["name"]]
        assert after[first["name"]][0] == before[first["name"]][0]

    @pytest.mark.parametrize("field", ["license_id", "region_code", "available_forms", "tags"])
    def test_a_field_taken_out_of_the_file_goes(self, write, load, stored, entry, field):
        write(entry)
        load()
        del entry[field]
        write(entry)
        assert load().counts == {"updated": 1}
        assert not stored(entry["name"]).get(field)
        assert load().counts == {"unchanged": 1}

    def test_what_an_officer_changed_becomes_what_the_file_says(
        self, write, load, stored, entry, act
    ):
        write(entry)
        load()
        act("package_patch", id=entry["name"], title="Diubah petugas")
        assert load().counts == {"updated": 1}
        assert stored(entry["name"])["title"] == entry["title"]

    def test_the_order_of_laws_counts_and_that_of_choices_does_not(
        self, write, load, stored, closed_entry
    ):
        law = {"law": "Undang-Undang Nomor 27 Tahun 2022 tentang Pelindungan Data Pribadi"}
        closed_entry["exemption_legal_basis"].append({**law, "article": "Pasal 4"})
        write(closed_entry)
        load()
        closed_entry["exemption_grounds"].reverse()
        write(closed_entry)
        assert load().counts == {"unchanged": 1}
        closed_entry["exemption_legal_basis"].reverse()
        write(closed_entry)
        assert load().counts == {"updated": 1}
        assert stored(closed_entry["name"])["exemption_legal_basis"][0]["article"] == "Pasal 4"


class TestSearchThatIsBehind:
    def test_an_entry_that_search_lost_is_put_back(self, write, load, searchable, many):
        write(*many(2))
        load()
        search.clear("kasus-dbd-0")
        result = load()
        assert result.exit_code == 0
        assert result.counts == {"unchanged": 1, "reindexed": 1}
        assert len(searchable()) == 2

    def test_a_search_engine_that_fails_takes_nothing_back(
        self, write, load, searchable, many, monkeypatch
    ):
        def fail(_: object) -> None:
            raise pysolr.SolrError("connection refused")

        write(*many(2))
        with monkeypatch.context() as broken:
            broken.setattr(pysolr.Solr, "commit", fail)
            result = load()
        assert result.exit_code == 1
        assert "Solr" in result.output
        assert model.Session.query(model.Package).count() == 2
        assert load().counts == {"reindexed": 2}
        assert len(searchable()) == 2


class TestManyBatches:
    """Records enough for both workers."""

    def test_all_of_them_come_in_once(self, write, load, searchable, many):
        count = 2 * workers.BATCH_SIZE + 1
        write(*many(count))
        result = load()
        assert result.exit_code == 0, result.output
        assert result.counts == {"created": count}
        assert len(searchable()) == count
        assert load().counts == {"unchanged": count}

    def test_two_workers_never_make_a_tag_twice(self, write, load, many):
        write(*[{**one, "tags": ["dbd", "sama"]} for one in many(2 * workers.BATCH_SIZE)])
        load()
        assert model.Session.query(model.Tag).filter_by(name="sama").count() == 1

    def test_wrong_records_among_them_stop_no_other(self, write, load, searchable, many):
        entries = many(2 * workers.BATCH_SIZE)
        wrong = {0, 1, 30, 49, 75, 99}
        for number in wrong:
            entries[number]["information_category"] = "rahasia"
        write(*entries)
        result = load()
        assert result.exit_code == 1
        assert len(searchable()) == len(entries) - len(wrong)
        assert result.counts["refused"] == len(wrong)
        for number in wrong:
            assert f"(kasus-dbd-{number})" in result.output

"""Resources of loaded entries: files go to the storage as an upload does, and stay themselves."""

from __future__ import annotations

import hashlib

import pytest

pytestmark = pytest.mark.usefixtures("with_plugins", "clean_portal")


@pytest.fixture
def entry(entry):
    """Return the entry with one file."""
    resource = {"name": "Kasus", "description": "Kasus DBD", "format": "CSV"}
    return {**entry, "resources": [{**resource, "file": "files/dbd.csv"}]}


@pytest.fixture
def download(app):
    """Fetch what a resource's address serves."""
    return lambda resource: app.get(resource["url"], status=200).data


class TestUpload:
    def test_the_file_can_be_downloaded(self, write, load, stored, entry, download, folder):
        write(entry)
        result = load()
        assert result.exit_code == 0, result.output
        content = (folder / "files" / "dbd.csv").read_bytes()
        resource = stored(entry["name"])["resources"][0]
        assert download(resource) == content
        assert resource["url_type"] == "upload"
        assert resource["url"].endswith("/dbd.csv")
        assert resource["hash"] == hashlib.sha256(content).hexdigest()
        assert (resource["size"], resource["mimetype"]) == (len(content), "text/csv")
        assert (resource["name"], resource["description"]) == ("Kasus", "Kasus DBD")

    def test_a_link_is_stored_as_it_is(self, write, load, stored, entry):
        entry["resources"] = [{"name": "Situs", "url": "https://example.id/dbd"}]
        write(entry)
        load()
        resource = stored(entry["name"])["resources"][0]
        assert resource["url"] == "https://example.id/dbd"
        assert not resource["url_type"]

    def test_its_table_is_queued_after_the_commit(
        self, write, load, stored, entry, act, clean_queues, ckan_config, monkeypatch
    ):
        monkeypatch.setitem(ckan_config, "ckanext.xloader.api_token", "a-token")
        write(entry)
        assert load().exit_code == 0
        jobs = act("job_list")
        assert len(jobs) == 1
        assert stored(entry["name"])["resources"][0]["id"] in jobs[0]["title"]
        load()
        assert len(act("job_list")) == 1


class TestChange:
    @pytest.fixture(autouse=True)
    def _loaded(self, write, load, entry):
        write(entry)
        assert load().exit_code == 0

    @pytest.fixture
    def before(self, stored, entry):
        return stored(entry["name"])["resources"][0]

    @pytest.fixture
    def after(self, write, load, stored, entry):
        """Load the entry again and return its resources."""

        def run():
            write(entry)
            result = load()
            assert result.counts == {"updated": 1}, result.output
            assert load().counts == {"unchanged": 1}
            return stored(entry["name"])["resources"]

        return run

    def test_a_new_content_is_uploaded_under_the_same_id(
        self, before, after, folder, download, act, clean_queues, ckan_config, monkeypatch
    ):
        monkeypatch.setitem(ckan_config, "ckanext.xloader.api_token", "a-token")
        (folder / "files" / "dbd.csv").write_bytes(b"kelurahan,kasus\nApi-Api,21\n")
        [resource] = after()
        assert resource["id"] == before["id"]
        assert download(resource) == b"kelurahan,kasus\nApi-Api,21\n"
        assert resource["hash"] != before["hash"]
        assert before["id"] in act("job_list")[0]["title"]

    def test_a_file_that_was_read_into_the_datastore_is_not_sent_again(
        self, before, load, folder, act
    ):
        """The DataStore's loader puts an MD5 where the SHA-256 was."""
        checksum = hashlib.md5((folder / "files" / "dbd.csv").read_bytes()).hexdigest()
        act("resource_patch", id=before["id"], hash=checksum, datastore_active=True)
        assert load().counts == {"unchanged": 1}

    def test_what_no_record_speaks_of_survives_an_update(self, before, after, entry, act):
        act("resource_patch", id=before["id"], ckan_recommended_view_id="a-view")
        entry["resources"][0]["description"] = "Kasus menurut kelurahan"
        [resource] = after()
        assert resource["ckan_recommended_view_id"] == "a-view"
        assert (resource["id"], resource["hash"]) == (before["id"], before["hash"])
        assert resource["description"] == "Kasus menurut kelurahan"

    def test_another_file_name_is_another_upload(self, before, after, folder, entry, download):
        (folder / "files" / "dbd-baru.csv").write_bytes(b"a\n1\n")
        entry["resources"][0]["file"] = "files/dbd-baru.csv"
        [resource] = after()
        assert resource["id"] == before["id"]
        assert resource["url"].endswith("/dbd-baru.csv")
        assert download(resource) == b"a\n1\n"

    def test_a_file_may_become_a_link(self, before, after, entry, app):
        entry["resources"][0] = {"name": "Kasus", "url": "https://example.id/dbd.csv"}
        [resource] = after()
        assert resource["id"] == before["id"]
        assert resource["url"] == "https://example.id/dbd.csv"
        assert not resource["hash"]
        app.get(before["url"], status=302, follow_redirects=False)

    def test_more_files_come_beside_it(self, before, after, entry, download):
        entry["resources"].insert(0, {**entry["resources"][0], "name": "Ringkasan"})
        first, second = after()
        assert (first["name"], second["id"]) == ("Ringkasan", before["id"])
        assert download(first) == download(second)

    def test_a_resource_taken_out_of_the_file_goes(self, before, after, entry):
        entry["resources"] = []
        assert after() == []

    def test_an_entry_and_its_files_change_at_once(
        self, before, load, write, stored, entry, closed_entry
    ):
        """Closed information has no files: the update that closes it takes them away."""
        write({**closed_entry, "name": entry["name"]})
        result = load()
        assert result.counts == {"updated": 1}, result.output
        assert stored(entry["name"])["resources"] == []

    def test_an_update_that_the_law_refuses_changes_nothing(
        self, before, load, write, state, entry, closed_entry
    ):
        was = state()
        write({**closed_entry, "name": entry["name"], "resources": entry["resources"]})
        result = load()
        assert result.exit_code == 1
        assert state() == was

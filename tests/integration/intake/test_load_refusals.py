"""Bad input of `ckan ppid load`: each refusal names file, record, field, value and rule."""

from __future__ import annotations

import re

import pytest

pytestmark = pytest.mark.usefixtures("with_plugins", "clean_portal")


@pytest.fixture
def refuses(write, load, searchable, many):
    """Load wrong entries beside a right one; only the right one may come in."""

    def check(*wrong, words):
        [right] = many(1)
        write(right, file="benar.yaml")
        write(*wrong, file="salah.yaml")
        result = load()
        assert result.exit_code == 1
        assert searchable() == {right["name"]}
        assert result.counts["created"] == 1
        assert "Traceback" not in result.output
        for word in ("salah.yaml", *words):
            assert word in result.output, result.output
        return result

    return check


class TestRecords:
    @pytest.mark.parametrize(
        ("field", "value", "words"),
        [
            ("information_category", "rahasia", ["rahasia", "berkala"]),
            ("information_category", "", ["UU 14/2008"]),
            ("exemption_status", "setengah", ["setengah"]),
            ("information_kind", "berkala-01", ["berkala-01"]),
            ("region_code", "99.99", ["99.99"]),
            ("created_on", "31-12-2025", ["31-12-2025"]),
            ("priority_data", "mungkin", ["mungkin"]),
            ("private", "mungkin", ["private"]),
            ("title", "", []),
            ("title", ["satu", "dua"], ["satu"]),
            ("notes", {"id": "teks"}, ["teks"]),
            ("notes", "bunyi \x07", ["U+0007"]),
            ("tags", "kesehatan", ["kesehatan"]),
            ("tags", [{"name": "x"}], ["name"]),
            ("tags", ["a" * 101], ["100"]),
            ("available_forms", ["disket"], ["disket"]),
            ("exemption_legal_basis", "UU 14/2008", ["UU 14/2008"]),
            ("license_id", ["cc-by"], ["cc-by"]),
            ("owner_org", "dinas-sihir", ["dinas-sihir"]),
            ("responsible_opd", "dinas-sihir", ["dinas-sihir"]),
            ("review_state", "entah", ["entah"]),
        ],
        ids=str,
    )  # fmt: skip
    def test_a_wrong_value(self, refuses, entry, field, value, words):
        refuses({**entry, field: value}, words=[f"1 ({entry['name']})", field, *words])

    def test_exempt_information_with_a_file(self, refuses, closed_entry):
        closed_entry["resources"] = [{"name": "Berkas", "file": "files/dbd.csv"}]
        refuses(closed_entry, words=[closed_entry["name"], "resources", "UU 14/2008"])

    def test_a_ground_without_a_law(self, refuses, closed_entry):
        del closed_entry["exemption_legal_basis"]
        refuses(closed_entry, words=["exemption_legal_basis", "PERKI 1/2021"])

    def test_every_problem_of_every_record_is_told(self, refuses, many):
        first, second = ({**one, "name": f"salah-{one['name']}"} for one in many(2))
        first.update(information_category="rahasia", region_code="99.99")
        second.update(exemption_status="setengah")
        result = refuses(first, second, words=["rahasia", "99.99", "setengah"])
        assert result.counts["refused"] == 2
        assert re.search(r"salah.yaml, \D+2 \(salah-kasus-dbd-1\)", result.output)

    def test_an_unknown_body(self, write, load, entry):
        write(entry, opd="dinas-sihir")
        result = load()
        assert result.exit_code == 1
        assert "dinas-sihir" in result.output

    @pytest.mark.parametrize("name", ["", None, ["a"], {"a": "b"}], ids=str)
    def test_no_name(self, refuses, entry, name):
        refuses({**entry, "name": name}, words=["1: name"])

    def test_a_name_that_is_no_address(self, refuses, entry):
        refuses({**entry, "name": "Kasus DBD"}, words=["name = Kasus DBD"])

    def test_an_entry_that_is_a_text(self, refuses):
        refuses("kasus-dbd", words=["1: "])


class TestUnknownKeys:
    def test_of_a_record_with_what_may_be_meant(self, refuses, entry):
        words = ["informasi_category", "information_category"]
        refuses({**entry, "informasi_category": "berkala"}, words=words)

    def test_tag_string_is_written_as_tags(self, refuses, entry):
        refuses({**entry, "tag_string": "a, b"}, words=["tag_string"])

    def test_of_a_legal_basis(self, refuses, closed_entry):
        closed_entry["exemption_legal_basis"][0]["pasal"] = "4"
        refuses(closed_entry, words=["exemption_legal_basis", "pasal"])

    def test_of_a_resource(self, refuses, entry):
        entry["resources"] = [{"name": "A", "url": "https://a.id", "judul": "A"}]
        refuses(entry, words=["resources[1]", "judul"])

    def test_of_a_file(self, write, load):
        write(text="opd: dinkes\nentri: []\nentries: []\n")
        result = load()
        assert result.exit_code == 1
        assert "entri" in result.output

    def test_a_key_given_twice(self, write, load):
        write(text="opd: dinkes\nentries:\n- name: a\n  title: b\n  title: c\n")
        result = load()
        assert result.exit_code == 1
        assert "a.yaml" in result.output
        assert "title" in result.output
        assert re.search(r" 5, \D+ 3: ", result.output)


class TestNames:
    def test_given_twice_in_two_files(self, write, load, searchable, many, entry):
        [right] = many(1)
        write(entry, file="a.yaml")
        write(right, {**entry, "title": "Yang lain"}, file="b.yaml")
        result = load()
        assert result.exit_code == 1
        assert searchable() == {right["name"]}
        assert result.counts == {"created": 1, "refused": 2}
        assert re.search(rf"a.yaml, \D+1 \({entry['name']}\): name", result.output)
        assert re.search(rf"b.yaml, \D+2 \({entry['name']}\): name", result.output)

    def test_given_twice_in_one_file(self, write, load, entry):
        write(entry, entry)
        assert load().counts == {"refused": 2}


class TestResources:
    @pytest.mark.parametrize(
        ("resource", "words"),
        [
            ({"name": "A", "file": "files/tidak-ada.csv"}, ["files/tidak-ada.csv"]),
            ({"name": "A", "file": "files"}, ["files"]),
            ({"name": "A", "file": "../rahasia.csv"}, ["../rahasia.csv"]),
            ({"name": "A", "file": "files/../../rahasia.csv"}, ["rahasia.csv"]),
            ({"name": "A", "file": "/etc/hostname"}, ["/etc/hostname"]),
            ({"name": "A", "file": "files/tautan.csv"}, ["files/tautan.csv"]),
            ({"name": "A", "file": "a\0b"}, ["file"]),
            ({"name": "A", "file": "n" * 300}, ["file"]),
            ({"name": "A"}, ["`file`", "`url`"]),
            ({"name": "A", "file": "files/dbd.csv", "url": "https://a.id"}, ["`url`"]),
            ({"file": "files/dbd.csv"}, []),
            ({"name": ["A"], "file": "files/dbd.csv"}, ["resources[1]"]),
            ("files/dbd.csv", ["resources[1]"]),
        ],
        ids=str,
    )  # fmt: skip
    def test_a_wrong_resource(self, refuses, entry, folder, resource, words):
        (folder.parent / "rahasia.csv").write_text("nik\n", encoding="utf-8")
        (folder / "files" / "tautan.csv").symlink_to(folder.parent / "rahasia.csv")
        refuses({**entry, "resources": [resource]}, words=[entry["name"], "resources[1]", *words])

    def test_two_of_one_name(self, refuses, entry):
        entry["resources"] = [{"name": "A", "file": "files/dbd.csv"}] * 2
        refuses(entry, words=["resources", "A"])

    def test_not_a_list(self, refuses, entry):
        refuses({**entry, "resources": {"name": "A"}}, words=["resources"])

    def test_a_control_character(self, refuses, entry):
        resource = {"name": "A", "description": "a\0b", "file": "files/dbd.csv"}
        refuses({**entry, "resources": [resource]}, words=["resources[1].description", "U+0000"])


class TestFiles:
    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("opd: dinkes\nentries:\n  - {name: a", [" 4, kolom 1: "]),
            ("opd: dinkes\nentries:\n\t- name: a\n", [" 3, kolom 1: "]),
            ("opd: dinkes\nentries: []\nopd: dishub\n", [" 3, kolom 1: ", "opd"]),
            ("entries: [*tidak_ada]\n", [" 1, kolom 11: "]),
            ("opd: a\x07b\nentries: []\n", ["YAML"]),
            ("? [a]\n: b\nopd: dinkes\n", [" 1, kolom 3: "]),
            ("- satu\n- dua\n", ["`entries`"]),
            ("opd: dinkes\n", ["`entries`"]),
            ("opd: [dinkes]\nentries: []\n", ["`opd`"]),
            ("# kosong\n", ["`entries`"]),
            ("halo\n", ["`entries`"]),
        ],
        ids=repr,
    )  # fmt: skip
    def test_a_broken_file_beside_a_right_one(self, write, load, searchable, entry, text, words):
        write(entry, file="benar.yaml")
        write(file="salah.yaml", text=text)
        result = load()
        assert result.exit_code == 1
        assert searchable() == {entry["name"]}
        for word in ("salah.yaml", *words):
            assert word in result.output, result.output

    def test_a_file_of_another_encoding(self, load, folder):
        (folder / "latin.yaml").write_bytes("opd: caf\xe9\n".encode("latin-1"))
        result = load()
        assert result.exit_code == 1
        assert "latin.yaml" in result.output
        assert "UTF-8" in result.output

    def test_an_empty_folder(self, load):
        result = load()
        assert result.exit_code == 1
        assert "katalog" in result.output

    def test_a_path_that_is_not_there(self, load, folder):
        result = load(folder / "tidak-ada")
        assert result.exit_code == 2
        assert "tidak-ada" in result.output

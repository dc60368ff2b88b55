"""The page of a body, and the list of bodies."""

from __future__ import annotations

from tests.integration.pages.html import Publish, Read, Record, one, words


class TestBody:
    def test_it_shows_the_profile_and_what_it_answers_for(
        self, publish: Publish, read: Read, open_record: Record
    ) -> None:
        """Names, type, contact, and counts that lead to the filtered catalogue."""
        publish(open_record, owner_org="diskominfo", responsible_opd="dinkes")
        page = read("/organization/dinkes")
        profile = one(page, ".ppid-profile")
        assert "Dinas Kesehatan (Dinkes)" in words(one(page, "h1"))
        assert "Dinas Kesehatan dan Keluarga Berencana" in words(profile)
        assert "ppid.dinkes@bontang.example" in words(one(page, ".ppid-contact"))
        card = one(profile, ".ppid-setiap-saat")
        assert "1 entry" in words(card)
        target = str(one(card, "a")["href"]).removeprefix("/en")
        assert open_record["title"] in words(one(read(target), ".dataset-item"))

    def test_what_is_told_about_it_is_in_words(self, read: Read) -> None:
        """No code, no list of a program, no field without a value."""
        rows = one(read("/organization/about/dinkes"), ".ppid-record").select("dl > div")
        told = {words(one(row, "dt")): words(one(row, "dd")) for row in rows}
        assert told == {
            "Abbreviation": "Dinkes",
            "Type of body": "Department (dinas)",
            "Former names": "Dinas Kesehatan dan Keluarga Berencana",
            "Region": "Kota Bontang",
        }

    def test_a_kecamatan_lists_its_kelurahan(self, read: Read) -> None:
        """In one place, with links."""
        parts = one(read("/organization/kec-bontang-barat"), ".ppid-parts")
        assert [words(a) for a in parts.select("a")] == [
            "Kelurahan Belimbing",
            "Kelurahan Gunung Telihan",
            "Kelurahan Kanaan",
        ]

    def test_the_list_is_searched_by_short_and_old_names(self, read: Read) -> None:
        """`Dinkes` is what people type; an old name still leads to its body."""
        for query in ("dinkes", "kesehatan KELUARGA berencana"):
            links = read(f"/organization/?q={query}").select(".ppid-directory li > a")
            assert [words(a) for a in links] == ["Dinas Kesehatan"]
        assert "No body found" in words(read("/organization/?q=tidak-ada"))

    def test_searching_within_it_stays_within(
        self, publish: Publish, read: Read, open_record: Record, exempt_record: Record
    ) -> None:
        """The box on a body's page looks in what it published."""
        publish(open_record)
        publish(exempt_record)
        assert len(read("/organization/disdukcapil?q=penduduk").select(".dataset-item")) == 1
        assert not read("/organization/disdukcapil?q=rekam").select(".dataset-item")

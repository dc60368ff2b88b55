"""Cases of every kind: late, ending, ended, on a condition, without a number."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from ckanext.ppidbontang.exemption import cases


def in_days(days: int) -> str:
    return (cases.today() + timedelta(days=days)).isoformat()


@pytest.fixture
def utama(person):
    return person("kota-bontang", role="admin")


@pytest.fixture
def officer(person):
    return person("dinkes", role="editor")


@pytest.fixture
def stranger(person):
    return person("disdukcapil", role="editor")


@pytest.fixture
def exempt(publish, exempt_record):
    """Make a wholly exempt entry of Dinkes that ends on a date, with changes."""

    def make(name: str, **changes: Any) -> dict[str, Any]:
        dated = {
            "name": name,
            "title": f"Judul {name}",
            "owner_org": "dinkes",
            "exemption_period_type": "tanggal",
            "exemption_end": in_days(2000),
            "exemption_condition": "",
        }
        return publish({**exempt_record, **dated, **changes})

    return make


UNDECIDED = {
    "exemption_decision_number": "",
    "exemption_decision_date": "",
    "exemption_decision_official": "",
}
UNTESTED = {
    **UNDECIDED,
    "consequence_test_number": "",
    "consequence_test_date": "",
    "consequence_test_place": "",
}
LAST_YEAR = str(date.today().year - 1)  # noqa: DTZ011 (any day of the year will do)


@pytest.fixture
def one_of_each(exempt) -> None:
    """Fill the queue with a case for each thing that a case can ask for, and a quiet one."""
    exempt("berakhir", exemption_end=in_days(-1))
    exempt("hari-ini", exemption_end=in_days(0))
    exempt("sebulan", exemption_end=in_days(30))
    exempt("tiga-bulan", exemption_end=in_days(90))
    exempt("belum-ditetapkan", **UNDECIDED)
    exempt(
        "periksa-syarat",
        exemption_period_type="kondisi",
        exemption_end="",
        exemption_condition="Sampai disetujui pasien.",
    )
    exempt("tanpa-nomor", exemption_decision_number="")
    exempt("tenang")

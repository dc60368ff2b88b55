"""Places and periods that the tables of the demonstration catalogue share."""

from __future__ import annotations

from tables.core import Axis, Column, given, labels, records

KELURAHAN = records(
    "kode_wilayah kecamatan kelurahan",
    ("64.74.01.1001", "Bontang Utara", "Bontang Kuala"),
    ("64.74.01.1002", "Bontang Utara", "Bontang Baru"),
    ("64.74.01.1003", "Bontang Utara", "Lok Tuan"),
    ("64.74.01.1004", "Bontang Utara", "Guntung"),
    ("64.74.01.1005", "Bontang Utara", "Gunung Elai"),
    ("64.74.01.1006", "Bontang Utara", "Api-Api"),
    ("64.74.02.1001", "Bontang Selatan", "Tanjung Laut"),
    ("64.74.02.1002", "Bontang Selatan", "Berbas Tengah"),
    ("64.74.02.1003", "Bontang Selatan", "Berbas Pantai"),
    ("64.74.02.1004", "Bontang Selatan", "Satimpo"),
    ("64.74.02.1005", "Bontang Selatan", "Bontang Lestari"),
    ("64.74.02.1006", "Bontang Selatan", "Tanjung Laut Indah"),
    ("64.74.03.1001", "Bontang Barat", "Belimbing"),
    ("64.74.03.1002", "Bontang Barat", "Gunung Telihan"),
    ("64.74.03.1003", "Bontang Barat", "Kanaan"),
)
# Sample sizes of the kelurahan, in the order above: every table about residents is shared out by
# them, so that kelurahan, kecamatan and city agree.
RESIDENTS = (
    *(7_420, 12_905, 22_610, 11_140, 13_870, 19_480),
    *(16_550, 14_930, 9_760, 7_940, 8_050, 16_220),
    *(14_310, 16_240, 5_960),
)
KECAMATAN = records(
    "kode_wilayah kecamatan",
    ("64.74.01", "Bontang Utara"),
    ("64.74.02", "Bontang Selatan"),
    ("64.74.03", "Bontang Barat"),
)
PUSKESMAS = labels(
    "puskesmas",
    "Bontang Utara I",
    "Bontang Utara II",
    "Bontang Selatan I",
    "Bontang Selatan II",
    "Bontang Barat",
    "Bontang Lestari",
)
MONTH_NAMES = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)


def residents(name: str = "jumlah_penduduk") -> Column:
    """State the sample number of residents of each kelurahan."""
    return given(name, *RESIDENTS)


def kecamatan_residents(name: str = "jumlah_penduduk") -> Column:
    """State the sample number of residents of each kecamatan."""
    sizes = dict.fromkeys((str(step[1]) for step in KECAMATAN.steps), 0)
    for step, size in zip(KELURAHAN.steps, RESIDENTS, strict=True):
        sizes[str(step[1])] += size
    return given(name, *sizes.values())


def kelurahan_of(kecamatan: str) -> Axis:
    """Keep the kelurahan of one kecamatan."""
    return Axis(KELURAHAN.names, tuple(s for s in KELURAHAN.steps if s[1] == kecamatan))


def months(year: int, last: int = 12) -> Axis:
    """Run over the months of a year, up to the last one reported."""
    return records("tahun bulan", *((year, name) for name in MONTH_NAMES[:last]))


def quarters(year: int, last: int = 4) -> Axis:
    """Run over the quarters of a year, up to the last one reported."""
    return records("tahun triwulan", *((year, q) for q in ("I", "II", "III", "IV")[:last]))


def years(first: int, last: int) -> Axis:
    """Run over whole years."""
    return labels("tahun", *range(first, last + 1))

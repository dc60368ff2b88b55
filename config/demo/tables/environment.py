"""Air, water, waste and emissions."""

from __future__ import annotations

from tables.axes import KECAMATAN, months
from tables.core import Table, constant, count, labels, measure, part, pick, ratio, redacted

TABLES = (
    Table(
        "dlh-kualitas-udara-2026.csv",
        (labels("lokasi_pantau", "Api-Api", "Lok Tuan", "Bontang Lestari"), months(2026, 10)),
        (
            measure("pm25_ugm3", 11, 34),
            measure("pm10_ugm3", 22, 58),
            measure("so2_ugm3", 6, 29),
            measure("no2_ugm3", 5, 24),
            count("ispu", 28, 82),
        ),
    ),
    Table(
        "dlh-timbulan-sampah-2025.csv",
        (KECAMATAN, months(2025)),
        (
            count("timbulan_ton", 820, 1_900),
            part("terangkut_tpa_ton", "timbulan_ton", 0.7, 0.8),
            part("terkurangi_ton", "timbulan_ton", 0.16, 0.24),
            ratio("persen_terkelola", "terangkut_tpa_ton", "timbulan_ton"),
        ),
    ),
    Table(
        "dlh-kualitas-air-sungai-2026-s1.xlsx",
        (
            labels("sungai", "Sungai Bontang", "Sungai Guntung", "Sungai Nyerakat"),
            labels("titik", "Hulu", "Tengah", "Hilir"),
        ),
        (
            measure("ph", 6.4, 7.9),
            measure("bod_mgl", 1.4, 4.8),
            measure("cod_mgl", 9, 31),
            measure("tss_mgl", 12, 62),
            pick("status_mutu", "Memenuhi", "Cemar ringan"),
        ),
    ),
    Table(
        "dlh-uji-emisi-cerobong-2025.xlsx",
        (labels("fasilitas", "A", "B", "C", "D", "E"), labels("semester", "I", "II")),
        (
            measure("partikulat_mgnm3", 14, 118),
            measure("so2_mgnm3", 22, 310),
            measure("no2_mgnm3", 35, 460),
            redacted("bahan_dan_laju_produksi"),
            pick("penaatan", "Taat", "Taat", "Taat", "Perlu perbaikan"),
        ),
    ),
    Table(
        "dlh-skm-2024-s1.csv",
        (labels("unsur_pelayanan", "Persyaratan", "Prosedur", "Waktu", "Produk", "Pengaduan"),),
        (constant("responden", 214), measure("nilai_ikm", 78, 89, 2)),
    ),
)

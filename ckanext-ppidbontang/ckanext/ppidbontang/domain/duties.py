"""What the law says of each category, in plain Indonesian, provision by provision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ckanext.ppidbontang.domain.categories import Category
from ckanext.ppidbontang.domain.citations import PERKI_1_2021, PP_61_2010, UU_14_2008, Citation


@dataclass(frozen=True, kw_only=True, slots=True)
class Provision:
    """Say in one plain sentence what a provision asks or grants."""

    text: str
    citation: Citation


@dataclass(frozen=True, kw_only=True, slots=True)
class Duties:
    """Hold what a citizen should know of a category.

    `timing` says how often open information is published, and how long exempt information stays
    closed.
    """

    meaning: tuple[Provision, ...]
    of_the_body: tuple[Provision, ...]
    timing: tuple[Provision, ...]
    of_the_citizen: tuple[Provision, ...]


def duties_of(category: Category) -> Duties:
    """Return what the law says of a category."""
    return _DUTIES[category]


def _law(
    text: str, article: str, paragraph: str = "", letter: str = "", *, verified: bool = True
) -> Provision:
    citation = Citation(
        statute=UU_14_2008, article=article, paragraph=paragraph, letter=letter, verified=verified
    )
    return Provision(text=text, citation=citation)


def _standard(text: str, article: str) -> Provision:
    return Provision(text=text, citation=Citation(statute=PERKI_1_2021, article=article))


def _term(text: str) -> Provision:
    """Cite PP 61/2010 as a whole: its article numbers were not seen in the official text."""
    return Provision(text=text, citation=Citation(statute=PP_61_2010))


_REQUEST = (
    _law(
        "Anda dapat mengajukan permohonan informasi; permohonan dicatat dan langsung diberi nomor "
        "pendaftaran.",
        "22",
    ),
    _law(
        "Badan publik wajib menjawab secara tertulis paling lambat sepuluh hari kerja.",
        "22",
        "7",
    ),
    _law(
        "Badan publik dapat memperpanjang waktu itu dengan memberikan alasan tertulis.",
        "22",
        "8",
        verified=False,
    ),
)
_OBJECTION = _law(
    "Anda dapat mengajukan keberatan jika permohonan ditolak, tidak ditanggapi, ditanggapi tidak "
    "sebagaimana diminta, tidak dipenuhi, dikenai biaya yang tidak wajar, atau dijawab melewati "
    "batas waktu.",
    "35",
    "1",
)
_AFTERWARDS = (
    _law(
        "Keberatan diajukan kepada Atasan PPID paling lambat tiga puluh hari kerja setelah "
        "ada alasannya, dan ditanggapi paling lambat tiga puluh hari kerja.",
        "36",
    ),
    _law(
        "Jika tanggapan itu belum memuaskan, Anda dapat membawa sengketa ke Komisi Informasi.",
        "37",
        verified=False,
    ),
)
_WITHHOLDING = _law(
    "Badan publik yang dengan sengaja tidak menyediakannya sehingga merugikan orang lain dapat "
    "dipidana kurungan paling lama satu tahun dan/atau denda paling banyak Rp5.000.000.",
    "52",
)

_DUTIES: Mapping[Category, Duties] = {
    Category.BERKALA: Duties(
        meaning=(
            _law(
                "Informasi tentang badan publik, kegiatan dan kinerjanya, laporan keuangannya, "
                "serta informasi lain yang diatur dalam peraturan perundang-undangan.",
                "9",
                "2",
            ),
        ),
        of_the_body=(
            _law("Badan publik wajib menyediakan dan mengumumkannya secara berkala.", "9"),
            _law(
                "Pengumumannya harus mudah dijangkau masyarakat dan bahasanya mudah dipahami.",
                "9",
                "4",
            ),
            _WITHHOLDING,
        ),
        timing=(_law("Sekurang-kurangnya enam bulan sekali.", "9", "3"),),
        of_the_citizen=(
            *_REQUEST,
            _law(
                "Anda dapat mengajukan keberatan jika informasi berkala tidak disediakan.",
                "35",
                "1",
                "b",
            ),
            *_AFTERWARDS,
        ),
    ),
    Category.SERTA_MERTA: Duties(
        meaning=(
            _law(
                "Informasi yang dapat mengancam hajat hidup orang banyak dan ketertiban umum.",
                "10",
                "1",
            ),
        ),
        of_the_body=(
            _standard("Badan publik wajib mengumumkannya tanpa menunda.", "25"),
            _standard(
                "Setiap pengumuman menyatakan delapan hal: potensi bahaya atau dampak, pihak yang "
                "terdampak, prosedur dan tempat evakuasi, cara menghindari bahaya, cara "
                "mendapatkan bantuan, pihak yang wajib mengumumkan, tata cara pengumuman, dan "
                "upaya penanggulangan.",
                "25",
            ),
            _law(
                "Pengumumannya harus mudah dijangkau masyarakat dan bahasanya mudah dipahami.",
                "10",
                "2",
            ),
            _WITHHOLDING,
        ),
        timing=(_standard("Segera, setiap kali ada keadaan yang mengancam.", "25"),),
        of_the_citizen=(*_REQUEST, _OBJECTION, *_AFTERWARDS),
    ),
    Category.SETIAP_SAAT: Duties(
        meaning=(
            _law(
                "Daftar seluruh informasi publik (DIP), tidak termasuk yang dikecualikan.",
                "11",
                "1",
                "a",
            ),
            _law("Hasil keputusan badan publik beserta pertimbangannya.", "11", "1", "b"),
            _law("Seluruh kebijakan beserta dokumen pendukungnya.", "11", "1", "c"),
            _law(
                "Rencana kerja proyek, termasuk perkiraan pengeluaran tahunannya.", "11", "1", "d"
            ),
            _law("Perjanjian dengan pihak ketiga.", "11", "1", "e"),
            _law(
                "Informasi dan kebijakan yang disampaikan dalam pertemuan terbuka.", "11", "1", "f"
            ),
            _law("Prosedur kerja pegawai yang melayani masyarakat.", "11", "1", "g"),
            _law("Laporan pelayanan akses informasi.", "11", "1", "h"),
            _law("Informasi yang dinyatakan terbuka melalui keberatan atau sengketa.", "11", "2"),
        ),
        of_the_body=(
            _law("Badan publik wajib menyediakannya setiap saat.", "11", "1"),
            _law(
                "Setiap tahun badan publik mengumumkan laporan layanan informasi: jumlah "
                "permintaan, waktu pemenuhan, jumlah yang diberikan dan yang ditolak, serta alasan "
                "penolakan.",
                "12",
            ),
            _WITHHOLDING,
        ),
        timing=(
            _law("Setiap saat, tanpa menunggu jadwal.", "11", "1"),
            _standard("Daftar Informasi Publik ditetapkan dan dimutakhirkan.", "23"),
        ),
        of_the_citizen=(*_REQUEST, _OBJECTION, *_AFTERWARDS),
    ),
    Category.DIKECUALIKAN: Duties(
        meaning=(
            _law(
                "Informasi yang ditutup atas salah satu dari sepuluh alasan, huruf a sampai j; di "
                "luar itu informasi publik terbuka.",
                "17",
            ),
            _law("Pengecualian bersifat ketat dan terbatas.", "2", "2"),
        ),
        of_the_body=(
            _law(
                "Sebelum menyatakan informasi dikecualikan, PPID wajib menguji konsekuensinya "
                "dengan saksama dan penuh ketelitian.",
                "19",
            ),
            _law(
                "Penolakan disampaikan secara tertulis beserta alasannya menurut Pasal 17.",
                "22",
                "7",
                verified=False,
            ),
            _law(
                "Jika hanya sebagian yang dikecualikan, bagian itu dihitamkan; tidak seluruhnya "
                "ditutup.",
                "22",
                "7",
                "e",
                verified=False,
            ),
            _law("Mengakses, memperoleh, atau memberikan isinya tanpa hak adalah pidana.", "54"),
        ),
        timing=(
            _law("Pengecualian atas alasan huruf a sampai f tidak bersifat permanen.", "20"),
            _term("Pengecualian atas alasan huruf a berlaku paling lama tiga puluh tahun."),
            _term("Setelah jangka waktunya berakhir, informasi menjadi terbuka."),
        ),
        of_the_citizen=(
            *_REQUEST,
            _law(
                "Anda dapat mengajukan keberatan jika permohonan ditolak dengan alasan Pasal 17.",
                "35",
                "1",
                "a",
            ),
            *_AFTERWARDS,
        ),
    ),
}

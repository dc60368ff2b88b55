"""The law of public information as pure Python: no CKAN, database, clock, network or disk.

Dates come in as parameters. The official Indonesian wording is data of this package; what the
interface says around it is an English message id, translated where it is shown.

Glossary, Indonesian legal term -> name in the code:

    Informasi Publik                     InformationItem
    kategori informasi                   Category
    jenis informasi                      Kind
    status pengecualian                  ExemptionStatus
    alasan pengecualian (Pasal 17)       Ground
    dasar hukum pengecualian             LegalBasis
    jangka waktu pengecualian            ExemptionPeriod
    uji konsekuensi                      consequence_test_*
    penetapan (klasifikasi)              exemption_decision_*
    pengumuman serta-merta               ANNOUNCEMENT_STATEMENTS
    Organisasi Perangkat Daerah (OPD)    Agency
    hari kerja                           WorkingCalendar
"""

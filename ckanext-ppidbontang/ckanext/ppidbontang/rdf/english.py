"""English names of the law's terms. They are ours, to explain; the law speaks Indonesian."""

from __future__ import annotations

from collections.abc import Mapping

from ckanext.ppidbontang.domain.categories import Category, ExemptionStatus
from ckanext.ppidbontang.domain.exemptions import Ground

CATEGORIES: Mapping[Category, str] = {
    Category.BERKALA: "Information to be provided and announced periodically",
    Category.SERTA_MERTA: "Information to be announced immediately",
    Category.SETIAP_SAAT: "Information to be available at any time",
    Category.DIKECUALIKAN: "Exempt information",
}

STATUSES: Mapping[ExemptionStatus, str] = {
    ExemptionStatus.TERBUKA: "Open",
    ExemptionStatus.SEBAGIAN: "Partly exempt",
    ExemptionStatus.SELURUHNYA: "Wholly exempt",
}

GROUNDS: Mapping[Ground, str] = {
    Ground.A: "Article 17(a): obstructs law enforcement",
    Ground.B: "Article 17(b): harms intellectual property or fair competition",
    Ground.C: "Article 17(c): endangers national defence and security",
    Ground.D: "Article 17(d): reveals the natural wealth of Indonesia",
    Ground.E: "Article 17(e): harms the resilience of the national economy",
    Ground.F: "Article 17(f): harms foreign relations",
    Ground.G: "Article 17(g): reveals a personal authentic deed, a last will or a testament",
    Ground.H: "Article 17(h): reveals personal secrets",
    Ground.I: "Article 17(i): letters between or within public bodies, secret by their nature",
    Ground.J: "Article 17(j): must not be revealed under another Law",
}

KIND_NAMES: Mapping[str, str] = {
    "berkala-01": "Profile of the public body",
    "berkala-02": "Summary of programmes and activities in progress",
    "berkala-03": "Summary of the performance of the public body",
    "berkala-04": "Summary of the financial report",
    "berkala-05": "Summary of the report on access to public information",
    "berkala-06": "Regulations, decisions and policies that bind or affect the public",
    "berkala-07": "Procedure for obtaining public information",
    "berkala-08": "Procedure for complaints of abuse of office or violations",
    "berkala-09": "Procurement of goods and services",
    "berkala-10": "Employment",
    "berkala-11": "Early warning and evacuation procedure in every office of the public body",
    "serta-merta-01": "Natural disasters",
    "serta-merta-02": "Non-natural disasters",
    "serta-merta-03": "Social disasters",
    "serta-merta-04": "Kinds, spread and source areas of potentially contagious diseases",
    "serta-merta-05": "Poison in food that the public consumes",
    "serta-merta-06": "Planned disruption of public utilities",
    "setiap-saat-01": "List of public information",
    "setiap-saat-02": "Regulations, decisions and policies with their supporting documents",
    "setiap-saat-03": "Organisation, administration, staff and finance, statistics included",
    "setiap-saat-04": "Agreements with third parties and their supporting documents",
    "setiap-saat-05": "Official correspondence of heads and officials of the public body",
    "setiap-saat-06": "Licence requirements, licences issued and reports on compliance",
    "setiap-saat-07": "Treasury or inventory data",
    "setiap-saat-08": "Strategic plan and work plan of the public body",
    "setiap-saat-09": "Work agenda of the heads of units",
    "setiap-saat-10": "Public-information services",
    "setiap-saat-11": "Violations found by internal supervision",
    "setiap-saat-12": "Violations reported by the public",
    "setiap-saat-13": "Results of research",
    "setiap-saat-14": "Enacted legislation and the academic studies behind it",
    "setiap-saat-15": "Information and policies given in meetings open to the public",
    "setiap-saat-16": "All information to be announced periodically",
    "setiap-saat-17": "Standard for announcing information immediately",
}

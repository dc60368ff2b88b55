"""Template helpers: plain data out, no query in a loop."""

from __future__ import annotations

from ckanext.ppidbontang.helpers.choices import (
    ppid_agency_choices,
    ppid_agency_type_choices,
    ppid_category_choices,
    ppid_form_choices,
    ppid_frequency_choices,
    ppid_ground_choices,
    ppid_kind_choices,
    ppid_level_choices,
    ppid_period_type_choices,
    ppid_personal_data_choices,
    ppid_region_choices,
    ppid_status_choices,
)
from ckanext.ppidbontang.helpers.form import ppid_may_name_other_body, ppid_upload_limit

__all__ = [
    "ppid_agency_choices",
    "ppid_agency_type_choices",
    "ppid_category_choices",
    "ppid_form_choices",
    "ppid_frequency_choices",
    "ppid_ground_choices",
    "ppid_kind_choices",
    "ppid_level_choices",
    "ppid_may_name_other_body",
    "ppid_period_type_choices",
    "ppid_personal_data_choices",
    "ppid_region_choices",
    "ppid_status_choices",
    "ppid_upload_limit",
]

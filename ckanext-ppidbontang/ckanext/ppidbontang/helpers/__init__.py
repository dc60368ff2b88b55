"""Template helpers: plain data out, no query in a loop."""

from __future__ import annotations

from ckanext.ppidbontang.helpers.announcements import ppid_announcements
from ckanext.ppidbontang.helpers.bodies import (
    ppid_body,
    ppid_body_counts,
    ppid_body_parts,
    ppid_body_title,
    ppid_contact,
    ppid_objection_url,
    ppid_request_url,
)
from ckanext.ppidbontang.helpers.cases import (
    ppid_case_state,
    ppid_ended_exemptions,
    ppid_has_cases,
)
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
from ckanext.ppidbontang.helpers.core import linked_user, render_datetime
from ckanext.ppidbontang.helpers.errors import ppid_error
from ckanext.ppidbontang.helpers.exemption import (
    ppid_exemption_history,
    ppid_originals,
    ppid_sees_originals,
)
from ckanext.ppidbontang.helpers.filters import (
    ppid_filter_label,
    ppid_filter_title,
    ppid_filters,
)
from ckanext.ppidbontang.helpers.finding import (
    ppid_check_page,
    ppid_is_cut,
    ppid_is_filter,
    ppid_search_help,
    ppid_sorting,
)
from ckanext.ppidbontang.helpers.form import ppid_may_name_other_body, ppid_upload_limit
from ckanext.ppidbontang.helpers.freshness import ppid_next_update
from ckanext.ppidbontang.helpers.imports import (
    ppid_import_progress,
    ppid_import_row,
    ppid_import_state,
)
from ckanext.ppidbontang.helpers.look import ppid_brand_style, ppid_service_hours
from ckanext.ppidbontang.helpers.pages import (
    ppid_categories,
    ppid_date,
    ppid_entry,
    ppid_file_size,
    ppid_findings,
    ppid_has_ended,
    ppid_moment,
    ppid_period,
    ppid_region_name,
    ppid_statements,
)
from ckanext.ppidbontang.helpers.readiness import (
    ppid_aspects,
    ppid_band,
    ppid_bands,
    ppid_number,
    ppid_readiness_bodies,
    ppid_readiness_url,
    ppid_trend,
)
from ckanext.ppidbontang.helpers.rendering import markdown_extract, ppid_begin_anew, ppid_once
from ckanext.ppidbontang.helpers.review import (
    ppid_may_choose_visibility,
    ppid_review,
    ppid_review_state,
    ppid_review_step,
    ppid_review_waiting,
)
from ckanext.ppidbontang.helpers.subscriptions import ppid_search_feed
from ckanext.ppidbontang.helpers.tables import (
    ppid_citation,
    ppid_comparisons,
    ppid_is_number,
    ppid_licence,
    ppid_licence_title,
    ppid_point_name,
    ppid_table,
    ppid_table_formats,
    ppid_value,
)

__all__ = [
    "linked_user",
    "markdown_extract",
    "ppid_agency_choices",
    "ppid_agency_type_choices",
    "ppid_announcements",
    "ppid_aspects",
    "ppid_band",
    "ppid_bands",
    "ppid_begin_anew",
    "ppid_body",
    "ppid_body_counts",
    "ppid_body_parts",
    "ppid_body_title",
    "ppid_brand_style",
    "ppid_case_state",
    "ppid_categories",
    "ppid_category_choices",
    "ppid_citation",
    "ppid_comparisons",
    "ppid_check_page",
    "ppid_contact",
    "ppid_date",
    "ppid_ended_exemptions",
    "ppid_entry",
    "ppid_error",
    "ppid_exemption_history",
    "ppid_file_size",
    "ppid_filter_label",
    "ppid_filter_title",
    "ppid_filters",
    "ppid_findings",
    "ppid_form_choices",
    "ppid_frequency_choices",
    "ppid_ground_choices",
    "ppid_has_cases",
    "ppid_has_ended",
    "ppid_import_progress",
    "ppid_import_row",
    "ppid_import_state",
    "ppid_is_number",
    "ppid_kind_choices",
    "ppid_level_choices",
    "ppid_is_cut",
    "ppid_is_filter",
    "ppid_licence",
    "ppid_licence_title",
    "ppid_may_choose_visibility",
    "ppid_may_name_other_body",
    "ppid_moment",
    "ppid_next_update",
    "ppid_number",
    "ppid_objection_url",
    "ppid_once",
    "ppid_originals",
    "ppid_period",
    "ppid_period_type_choices",
    "ppid_personal_data_choices",
    "ppid_point_name",
    "ppid_readiness_bodies",
    "ppid_readiness_url",
    "ppid_region_choices",
    "ppid_region_name",
    "ppid_request_url",
    "ppid_review",
    "ppid_review_state",
    "ppid_review_step",
    "ppid_review_waiting",
    "ppid_search_feed",
    "ppid_sees_originals",
    "ppid_service_hours",
    "ppid_search_help",
    "ppid_sorting",
    "ppid_statements",
    "ppid_status_choices",
    "ppid_table",
    "ppid_table_formats",
    "ppid_trend",
    "ppid_upload_limit",
    "ppid_value",
    "render_datetime",
]

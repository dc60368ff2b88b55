"""The scheming datasets plugin, with what the law asks of the resources of an entry."""

from __future__ import annotations

from typing import Any

from ckanext.ppidbontang import errors, mapping
from ckanext.scheming.plugins import SchemingDatasetsPlugin


class PpidDatasetsPlugin(SchemingDatasetsPlugin):
    """Scheming datasets whose resources are judged again when the openness of the entry changes.

    Use it in `ckan.plugins` in the place of `scheming_datasets`.
    """

    def resource_validation_dependencies(self, package_type: str) -> list[str]:
        """Name the fields whose change makes CKAN show every resource to the validators again.

        Without them CKAN validates only the resources that changed, so that an entry could turn
        exempt while its old files stayed (UU 14/2008 Pasal 54).
        """
        return ["information_category", "exemption_status"]

    def validate(
        self, context: Any, data_dict: dict[str, Any], schema: dict[str, Any], action: str
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        """Refuse values of the wrong shape by name before CKAN's schema would trip over them."""
        malformed = [] if action == "package_show" else mapping.malformed_fields(data_dict)
        if malformed:
            return data_dict, errors.as_error_dict(malformed)
        return super().validate(context, data_dict, schema, action)

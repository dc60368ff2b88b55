"""Wire the sources into CKAN: the plugin `ppid_sources`, beside `harvest`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ckan.plugins as p
import ckan.plugins.toolkit as tk
from ckan import model
from ckan.exceptions import CkanConfigurationException

from ckanext.ppidbontang.logic.guards import members
from ckanext.ppidbontang.sources import closing, helpers, store, views
from ckanext.ppidbontang.sources.harvester import SourceHarvester
from ckanext.ppidbontang.sources.logic import action, auth
from ckanext.xloader.interfaces import IXloader

if TYPE_CHECKING:
    from ckan.common import CKANConfig


@tk.blanket.actions(lambda: {**members(action), **closing.actions()})
@tk.blanket.auth_functions(lambda: {**members(auth), **closing.auth_functions()})
@tk.blanket.blueprints([views.ppid_sources, closing.ppid_sources_closed])
@tk.blanket.helpers(helpers)
class PpidSourcesPlugin(closing.ClosedSources, SourceHarvester):
    """Pulls from the agencies' own systems."""

    p.implements(p.IConfigurer)
    p.implements(IXloader, inherit=True)

    def update_config(self, config: CKANConfig) -> None:
        if not p.plugin_loaded(closing.ENGINE):
            message = "ppid_sources needs ckanext-harvest: add harvest to ckan.plugins."
            raise CkanConfigurationException(message)
        tk.add_template_directory(config, "templates")

    def can_upload(self, resource_id: str) -> bool:
        """Copy nothing that lies at a source into the DataStore: the entry links to it."""
        resource = model.Resource.get(resource_id)
        if resource is None or resource.url_type == "upload":
            return True
        return store.of_package(str(resource.package_id)) is None

"""Wire the PPID plugin into CKAN; the work is done in the modules it names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ckan.plugins as p
import ckan.plugins.toolkit as tk
from ckan.lib.plugins import DefaultTranslation

from ckanext.ppidbontang import vault
from ckanext.ppidbontang.exemption.by_hand import ExemptionTrail
from ckanext.ppidbontang.feed import watching
from ckanext.ppidbontang.feed.keeping import FeedKeeper
from ckanext.ppidbontang.logic import guards
from ckanext.ppidbontang.review import ReviewTrail
from ckanext.ppidbontang.safety import Config, SafeStart
from ckanext.ppidbontang.search_guard import SearchGuard

if TYPE_CHECKING:
    from ckan.common import CKANConfig


@tk.blanket.actions(guards.actions)
@tk.blanket.auth_functions(guards.auth_functions)
@tk.blanket.blueprints
@tk.blanket.cli
@tk.blanket.config_declarations
@tk.blanket.helpers
@tk.blanket.validators
class PpidbontangPlugin(
    SafeStart,
    SearchGuard,
    FeedKeeper,
    ReviewTrail,
    ExemptionTrail,
    vault.VaultKeeper,
    p.SingletonPlugin,
    DefaultTranslation,
):
    """PPID metadata for an open data portal: category, exemption status, responsible OPD."""

    p.implements(p.IConfigurable)
    p.implements(p.IConfigurer)
    p.implements(p.IFiles, inherit=True)
    p.implements(p.IMiddleware, inherit=True)
    p.implements(p.ISignal)
    p.implements(p.ITranslation)

    def update_config(self, config: CKANConfig) -> None:
        tk.add_template_directory(config, "templates")
        tk.add_resource("assets", "ppidbontang")
        vault.join_cascade(config)

    def configure(self, config: Config) -> None:
        super().configure(config)
        watching.watch()

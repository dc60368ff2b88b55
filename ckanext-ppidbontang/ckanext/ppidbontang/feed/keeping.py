"""Keep the feed as CKAN saves entries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ckan.plugins as p
from ckan.types import Context

from ckanext.ppidbontang.feed import store
from ckanext.ppidbontang.feed.gate import FeedGate

if TYPE_CHECKING:
    from ckan.common import CKANConfig
    from ckan.types import CKANApp

# Key of the context, which no caller of the API can set: whoever makes many entries in one
# transaction keeps them all before its end (`store.keep_all`).
LATER = "ppid_feed_later"


class FeedKeeper(p.IPackageController):
    """Write what an entry says into the store, in the transaction that saves the entry."""

    def make_middleware(self, app: CKANApp, config: CKANConfig) -> CKANApp:
        """Let the feed answer harvesters before CKAN begins a request."""
        app.wsgi_app = FeedGate(app.wsgi_app)
        return app

    def after_dataset_create(self, context: Context, pkg_dict: dict[str, Any]) -> None:
        """Keep a new entry."""
        super().after_dataset_create(context, pkg_dict)
        if not context.get(LATER):
            store.keep(pkg_dict["id"])

    def after_dataset_update(self, context: Context, pkg_dict: dict[str, Any]) -> None:
        """Keep an entry as it is now."""
        super().after_dataset_update(context, pkg_dict)
        store.keep(pkg_dict["id"])

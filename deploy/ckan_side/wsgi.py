"""The portal as a WSGI application; CKAN_INI names its configuration."""

from __future__ import annotations

import logging
import os

from ckan.cli import CKANConfigLoader
from ckan.config.middleware import make_app
from compressing import compress
from lifetimes import LongLived

ckan = make_app(CKANConfigLoader(os.environ["CKAN_INI"]).get_config())
# Flask's own object; the attribute is real, its type does not say so.
compress(ckan._wsgi_app)  # pyright: ignore[reportAttributeAccessIssue]
application = LongLived(ckan)

# Reading the logging settings of the configuration silences every logger that was there before.
for name in ("gunicorn.access", "gunicorn.error"):
    logging.getLogger(name).disabled = False

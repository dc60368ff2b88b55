"""The portal as a WSGI application; CKAN_INI names its configuration."""

from __future__ import annotations

import logging
import os

from ckan.cli import CKANConfigLoader
from ckan.config.middleware import make_app

application = make_app(CKANConfigLoader(os.environ["CKAN_INI"]).get_config())

# Reading the logging settings of the configuration silences every logger that was there before.
for name in ("gunicorn.access", "gunicorn.error"):
    logging.getLogger(name).disabled = False

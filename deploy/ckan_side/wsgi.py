"""The portal as a WSGI application; CKAN_INI names its configuration."""

from __future__ import annotations

import gc
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

# Python looks for garbage after 700 new objects, and now and then through all that CKAN and its plugins
# consist of, which stays as long as the process: a fifth of a page's time.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 20)

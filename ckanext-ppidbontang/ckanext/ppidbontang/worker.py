"""What the jobs of CKAN's worker have in common."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import ckan.plugins.toolkit as tk
import click
import flask


def job_id(name: str) -> str:
    """Return the id of a job of this portal; RQ knows few characters."""
    site = re.sub(r"[^A-Za-z0-9_-]", "-", tk.config["ckan.site_id"])
    return f"{site}-ppid-{name}"


@contextmanager
def site() -> Iterator[None]:
    """Have the site's translations and addresses, which come with Flask's request context.

    The worker is a command of CKAN, whose click context holds the site.
    """
    if flask.has_request_context():
        yield
        return
    with click.get_current_context().meta["flask_app"].test_request_context():
        yield

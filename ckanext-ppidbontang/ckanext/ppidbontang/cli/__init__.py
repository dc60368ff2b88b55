"""The command line: `ckan ppid …`."""

from __future__ import annotations

from typing import Any

import click
from ckan.lib.search.common import SearchError, SearchIndexError, SolrConnectionError
from sqlalchemy.exc import OperationalError

from ckanext.ppidbontang.cli.check import check
from ckanext.ppidbontang.cli.compliance import compliance
from ckanext.ppidbontang.cli.daily import daily
from ckanext.ppidbontang.cli.export import export, template
from ckanext.ppidbontang.cli.feed import feed
from ckanext.ppidbontang.cli.imports import import_
from ckanext.ppidbontang.cli.leakcheck import leakcheck
from ckanext.ppidbontang.cli.links import links
from ckanext.ppidbontang.cli.load import load
from ckanext.ppidbontang.cli.opd import opd
from ckanext.ppidbontang.cli.register import register
from ckanext.ppidbontang.cli.repair import repair
from ckanext.ppidbontang.cli.source import source

__all__ = ["ppid"]


class PlainGroup(click.Group):
    """A group whose commands end in one line when a service of the portal does not answer."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; say which service failed instead of showing a traceback."""
        try:
            return super().invoke(ctx)
        except (SearchError, SearchIndexError, SolrConnectionError) as err:
            raise click.ClickException(f"Solr does not answer: {err}") from err
        except OperationalError as err:
            raise click.ClickException(f"PostgreSQL does not answer: {err.orig}") from err


@click.group(cls=PlainGroup, short_help="Public information (PPID): bodies, catalogue, registers.")
def ppid() -> None:
    """Manage the public information of the city."""


ppid.add_command(opd)
ppid.add_command(check)
ppid.add_command(import_)
ppid.add_command(load)
ppid.add_command(export)
ppid.add_command(template)
ppid.add_command(leakcheck)
ppid.add_command(links)
ppid.add_command(compliance)
ppid.add_command(daily)
ppid.add_command(feed)
ppid.add_command(register)
ppid.add_command(repair)
ppid.add_command(source)

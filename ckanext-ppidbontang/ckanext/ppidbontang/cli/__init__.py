"""The command line: `ckan ppid …`."""

from __future__ import annotations

import click

from ckanext.ppidbontang.cli.load import load
from ckanext.ppidbontang.cli.opd import opd

__all__ = ["ppid"]


@click.group(short_help="Public information (PPID): bodies, catalogue, registers.")
def ppid() -> None:
    """Manage the public information of the city."""


ppid.add_command(opd)
ppid.add_command(load)

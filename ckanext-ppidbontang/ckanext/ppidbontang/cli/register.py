"""`ckan ppid register`: hand a register out, or fix it on this day."""

from __future__ import annotations

from typing import Any, BinaryIO

import ckan.plugins.toolkit as tk
import click

from ckanext.ppidbontang import jobs
from ckanext.ppidbontang.documents.formats import Format, write
from ckanext.ppidbontang.domain.exceptions import DocumentError
from ckanext.ppidbontang.domain.register import RegisterKind
from ckanext.ppidbontang.exemption import cases
from ckanext.ppidbontang.registers import question, reading, tables

_CODES = click.Choice([kind.value for kind in RegisterKind])
_FORMATS = click.Choice([kind.value for kind in Format])
_KIND = click.option("--kind", type=_CODES, required=True)
_OPD = click.option("--opd", default="", help="Name of a body; without it the whole city.")
_UNITS = click.option("--units", is_flag=True, help="With the bodies below it.")


@click.group()
def register() -> None:
    """Draw up the registers of public and of exempt information (DIP, DIK)."""


@register.command()
@_KIND
@click.option("--year", default="", help="Year of the register; without it this year.")
@_OPD
@_UNITS
@click.pass_context
def publish(ctx: click.Context, kind: str, year: str, opd: str, units: bool) -> None:
    """Fix a register as it stands now: it is kept with its files and never changes."""
    with ctx.meta["flask_app"].test_request_context():
        asked = {"kind": kind, "year": year, "opd": opd, "units": _units(units)}
        try:
            fixed = tk.get_action("ppid_register_publish")(jobs.site_context(), asked)
        except tk.ValidationError as err:
            raise _refusal(err) from err
        except DocumentError as err:
            raise click.ClickException(f"{err}; nothing was fixed.") from err
        click.echo(f"{fixed['name']}: {fixed['entries']} rows, SHA-256 {fixed['sha256']}")


@register.command("list")
@click.option("--kind", type=_CODES, default=None)
@click.pass_context
def list_(ctx: click.Context, kind: str | None) -> None:
    """List the registers that were fixed, the latest first."""
    with ctx.meta["flask_app"].test_request_context():
        for fixed in tk.get_action("ppid_register_list")({}, {"kind": kind}):
            click.echo(
                f"{fixed['name']}  {fixed['as_of']}  {fixed['entries']:>6}  {fixed['sha256']}"
            )


@register.command()
@_KIND
@_OPD
@_UNITS
@click.option(
    "--format",
    "format_",
    type=_FORMATS,
    default=Format.CSV.value,
)
@click.option("--output", "-o", type=click.File("wb", lazy=True), default="-")
@click.pass_context
def export(
    ctx: click.Context, kind: str, opd: str, units: bool, format_: str, output: BinaryIO
) -> None:
    """Write a register as it is today to a file, or to standard output."""
    with ctx.meta["flask_app"].test_request_context():
        place = reading.place(cases.today())
        try:
            asked = question.read({"kind": kind, "opd": opd, "units": _units(units)})
        except tk.ValidationError as err:
            raise _refusal(err) from err
        table = tables.table(asked, reading.rows(asked, place), place)
        try:
            for chunk in write(table, Format(format_)):
                output.write(chunk)
        except (OSError, DocumentError) as err:
            raise click.ClickException(f"{output.name}: {err}") from err


def _units(units: bool) -> str:
    return question.WITH_UNITS if units else ""


def _refusal(err: Any) -> click.ClickException:
    return click.ClickException("; ".join(map(str, err.error_summary.values())))

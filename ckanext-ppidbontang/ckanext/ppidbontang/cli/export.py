"""`ckan ppid export` and `ckan ppid template`: what goes out and comes back to the same state."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import ckan.plugins.toolkit as tk
import click

from ckanext.ppidbontang import jobs
from ckanext.ppidbontang.exports import entries, formats, scope, to_yaml
from ckanext.ppidbontang.exports.formats import Format
from ckanext.ppidbontang.exports.scope import Scope
from ckanext.ppidbontang.exports.uploads import Folder

_FILE = click.argument("file", type=click.Path(dir_okay=False, path_type=Path))


@click.command()
@click.option("--opd", default="", help="Name of a body; without it the whole catalogue.")
@click.option("--units", is_flag=True, help="With the bodies below it.")
@click.option("--files", "with_files", is_flag=True, help="Put uploaded files beside a YAML FILE.")
@_FILE
@click.pass_context
def export(ctx: click.Context, opd: str, units: bool, with_files: bool, file: Path) -> None:
    """Write all entries, unpublished ones too, to FILE: .xlsx, .csv or .yaml.

    A spreadsheet comes back by `ckan ppid import`, YAML by `ckan ppid load`. Keep the file as what
    it is: not public.
    """
    suffix = file.suffix.lower().removeprefix(".")
    if suffix not in list(Format):
        raise click.ClickException(f"{file}: the name must end in .xlsx, .csv or .yaml.")
    kind = Format(suffix)
    if with_files and kind is not Format.YAML:
        raise click.ClickException("--files: only a YAML file has files beside it.")
    with ctx.meta["flask_app"].test_request_context():
        asked = _scope(opd, scope.WITH_UNITS if units else "")
        beside = Folder(file)
        if with_files:
            content = to_yaml.write(entries.read(asked), asked.opd, beside.copy)
        else:
            content = formats.write(asked, kind)
        _write(file, content)
        click.echo(f"{file}: {entries.count(asked)} entries")
        for address in beside.missing:
            click.secho(f"{address}: the file is not there", fg="red", err=True)
        if beside.missing:
            raise click.ClickException(f"{len(beside.missing)} file(s) are told by address alone.")


@click.command()
@click.option("--opd", default="", help="Name of a body, whose entries it then holds.")
@_FILE
@click.pass_context
def template(ctx: click.Context, opd: str, file: Path) -> None:
    """Write the spreadsheet to fill in to FILE (.xlsx): empty, or with the entries of a body."""
    if file.suffix.lower() != f".{Format.XLSX}":
        raise click.ClickException(f"{file}: the name must end in .xlsx.")
    with ctx.meta["flask_app"].test_request_context():
        content = formats.write(_scope(opd, ""), Format.XLSX) if opd else [formats.template()]
        _write(file, content)


def _scope(opd: str, units: str) -> Scope:
    try:
        return scope.read(jobs.site_context(), {"opd": opd, "units": units})
    except tk.ObjectNotFound as err:
        raise click.ClickException(f"{opd}: no body of this portal.") from err


def _write(file: Path, content: Iterable[bytes]) -> None:
    """Write a file that only its owner reads, and that is whole or is not there."""
    unfinished = file.with_name(f"{file.name}.new")
    try:
        with open(unfinished, "wb", opener=_for_its_owner) as output:
            output.writelines(content)
        unfinished.replace(file)
    except OSError as err:
        unfinished.unlink(missing_ok=True)
        raise click.ClickException(f"{file}: {err.strerror}") from err


def _for_its_owner(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)

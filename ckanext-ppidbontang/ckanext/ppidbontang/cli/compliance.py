"""`ckan ppid compliance`: how ready each body is, or what one has to mend."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import ckan.plugins.toolkit as tk
import click

from ckanext.ppidbontang import jobs


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Write JSON instead of text.")
@click.option("--opd", metavar="NAME", help="Show what the body of this name has to mend.")
@click.pass_context
def compliance(ctx: click.Context, as_json: bool, opd: str | None) -> None:
    """Show how ready every body is, as an estimate; it is not the value of the e-Monev."""
    with ctx.meta["flask_app"].test_request_context():
        found = _of_body(opd) if opd else tk.get_action("ppid_readiness_list")(_site(), {})
        if as_json:
            click.echo(json.dumps(found, ensure_ascii=False, indent=2))
            return
        for line in _findings(found) if opd else _bodies(found):
            click.echo(line)


def _of_body(name: str) -> dict[str, Any]:
    try:
        return tk.get_action("ppid_readiness_show")(_site(), {"id": name})
    except tk.ObjectNotFound as err:
        message = tk._("There is no body with the name {name}.").format(name=name)
        raise click.ClickException(message) from err


def _site() -> Any:
    return jobs.site_context()


def _bodies(found: dict[str, Any]) -> Iterable[str]:
    yield found["note"]
    for row in (*found["results"], {**found, "name": tk._("The city")}):
        yield f"{row['score']:>6}  {row['band']:<17} {row['findings']:>6}  {row['name']}"


def _findings(found: dict[str, Any]) -> Iterable[str]:
    yield found["note"]
    yield f"{found['title']}: {found['score']} ({found['band']})"
    for finding in found["findings"]:
        entry = finding["entry"]
        about = f"{entry['name']}: " if entry else ""
        yield f"{finding['aspect']:<13} {about}{finding['message']}"

"""deploy/up: from a bare machine to a working portal, or from a portal to the same one."""

from __future__ import annotations

import argparse
from dataclasses import replace

from portal import accounts, ckan, content, daemons, ini, ports, provision, upkeep, web
from portal.cli import main
from portal.layout import ACCOUNTS, PORTAL, ROOT, VAR
from portal.lock import exclusive
from portal.progress import Progress
from portal.provision import Session
from portal.stamps import fingerprint

LAST_PORT = 65535


def up(arguments: list[str]) -> int:
    """Bring the portal up and say where it is."""
    options = _parser().parse_args(arguments)
    progress = Progress()
    with exclusive(VAR / "lock", lambda who: progress.say(f"waiting for {who} to finish …")):
        _require_web_port(options.port)
        provision.install(progress, tests=False)
        instance = replace(PORTAL, sources=options.sources)
        with provision.session(instance, progress, web=options.port) as run:
            _bring_up(run, demo=not options.empty)
    progress.say(f"the portal answers at http://127.0.0.1:{run.ports.web}")
    print(_farewell(), flush=True)
    return 0


def _farewell() -> str:
    lines = [f"  {who.name:<22} {who.role} {who.opd}".rstrip() for who in accounts.WANTED]
    head = f"\nAccounts (passwords and API tokens are in {ACCOUNTS.relative_to(ROOT)}):"
    return "\n".join([head, *lines, "Stop it with deploy/down."])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="deploy/up", description=__doc__)
    parser.add_argument("--empty", action="store_true", help="do not load the demo catalogue")
    parser.add_argument(
        "--sources", action="store_true", help="pull entries from the sources of sources.yaml"
    )
    parser.add_argument(
        "--port", type=_port, help="port on 127.0.0.1 (default: the last one, at first 5000)"
    )
    return parser


def _port(text: str) -> int:
    if not (text.isdecimal() and 1 <= int(text) <= LAST_PORT):
        raise argparse.ArgumentTypeError(f"{text} is no port: 1 to {LAST_PORT}")
    return int(text)


def _require_web_port(asked: int | None) -> None:
    """Refuse at once, before anything is installed, when somebody else has the port."""
    known = ports.recorded(PORTAL) or PORTAL.preferred
    port = asked or known.web
    if "web" not in daemons.running(PORTAL) or port != known.web:
        ports.require_free(port, "stop it, or choose another port: deploy/up --port N")


def _bring_up(run: Session, *, demo: bool) -> None:
    instance = run.instance
    provision.services(run)
    ckan.translate_scripts(instance, run.progress)
    content.sync_organizations(instance, run.progress)
    run.secrets = accounts.make(instance, run.secrets, run.progress)
    configuration = ini.write(instance, run.ports, run.secrets)
    inputs = fingerprint(configuration, instance.base_ini, web.code_inputs())
    server = web.server(instance, run.ports, inputs)
    is_new = not daemons.is_current(server)
    if is_new:
        upkeep.repair(instance, run.progress)
        daemons.stop(instance, server.name)
        web.forget_bundles(instance)
    run.ensure(
        "Web server and workers",
        server,
        *web.workers(instance, run.ports, run.secrets, inputs),
    )
    if is_new:
        upkeep.rebuild_feed(instance, run.progress)
    if instance.sources:
        upkeep.sync_sources(instance, run.progress)
        workers = web.source_workers(instance, run.ports, run.secrets, inputs)
        run.ensure("Workers that pull", *workers)
    else:
        for name in web.SOURCE_WORKERS:
            daemons.stop(instance, name)
    upkeep.plan_daily_job(instance, run.ports, run.secrets, run.progress)
    if demo and content.load_demo(instance, run.ports, run.secrets, run.progress):
        upkeep.publish_feed(instance, run.progress)


if __name__ == "__main__":
    main(up)

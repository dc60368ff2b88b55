"""A Solr of the instance's own, from the jars of Maven Central, that knows Indonesian."""

from __future__ import annotations

import shutil
from pathlib import Path

from portal import daemons, search_schema
from portal.commands import run
from portal.daemons import Daemon
from portal.errors import SetupError
from portal.files import write_atomically
from portal.layout import CACHE, DEPLOY, SHARED_LOG, SOLR_CLASSES, SOLR_LIB, VAR, Instance, Ports
from portal.machine import require_room
from portal.probe import get_json
from portal.progress import Progress
from portal.secret_store import Secrets
from portal.stamps import Stamps, fingerprint

SOURCE = DEPLOY / "solr"
# The launcher, and the parser of what people type.
PROGRAMS = (SOURCE / "SolrNode.java", SOURCE / "WordsParser.java")
# Named in full: by its short name, a dead network would read as an unknown plugin.
DEPENDENCY_PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1"
CORE = "ckan"
USER = "ckan"
STAMPS = Stamps(VAR / "solr" / "stamps")


def install(progress: Progress) -> None:
    """Fetch the jars and compile the launcher."""
    jars = fingerprint(SOURCE / "pom.xml")
    if not STAMPS.is_current("jars", jars):
        with progress.step("Solr: fetch its jars from Maven Central"):
            require_room()
            _fetch_jars()
            STAMPS.set("jars", jars)
    launcher = fingerprint(*PROGRAMS, jars)
    if not STAMPS.is_current("launcher", launcher):
        with progress.step("Solr: compile the launcher"):
            shutil.rmtree(SOLR_CLASSES, ignore_errors=True)
            run(
                ["javac", "-d", SOLR_CLASSES, "-cp", f"{SOLR_LIB}/*", *PROGRAMS],
                log=SHARED_LOG / "javac.log",
            )
            STAMPS.set("launcher", launcher)


def _fetch_jars() -> None:
    fresh = SOLR_LIB.with_name("lib.new")
    shutil.rmtree(fresh, ignore_errors=True)
    run(
        [
            *("mvn", "--batch-mode", "--quiet", "--strict-checksums", "-Dstyle.color=never"),
            *("--file", SOURCE / "pom.xml", f"-Dmaven.repo.local={CACHE / 'maven'}"),
            *(f"{DEPENDENCY_PLUGIN}:copy-dependencies", "-DincludeScope=runtime"),
            f"-DoutputDirectory={fresh}",
        ],
        log=SHARED_LOG / "maven.log",
        registry="Maven Central",
    )
    shutil.rmtree(SOLR_LIB, ignore_errors=True)
    fresh.rename(SOLR_LIB)


def home(instance: Instance) -> Path:
    """Return the Solr home of an instance."""
    return instance.directory / "solr"


def make_core(instance: Instance) -> str:
    """Lay out the core and return what its index is made with.

    A change of schema or settings throws the index away: it is rebuilt from the database.
    """
    core = home(instance) / CORE
    made_with = (search_schema.stock(), *search_schema.MADE_WITH)
    inputs = fingerprint(SOURCE / "conf", SOURCE / "pom.xml", *made_with)
    if Stamps(instance.stamps).is_current("solr-core", inputs):
        return inputs
    daemons.stop(instance, "solr")
    shutil.rmtree(home(instance), ignore_errors=True)
    shutil.copytree(SOURCE / "conf", core / "conf")
    (core / "conf" / "solr.xml").rename(home(instance) / "solr.xml")
    search_schema.write(core / "conf")
    write_atomically(core / "core.properties", f"name={CORE}\n")
    Stamps(instance.stamps).set("solr-core", inputs)
    return inputs


def add_core(
    instance: Instance, name: str, ports: Ports, known: Secrets, *, schema: Path | None = None
) -> bool:
    """Have another core, made as the first one is, in the running Solr; say whether it is new.

    Its schema is that of the first one, or another.
    """
    if _holds(name, ports, known):
        return False
    core = home(instance) / name
    shutil.rmtree(core, ignore_errors=True)
    shutil.copytree(home(instance) / CORE / "conf", core / "conf")
    if schema:
        shutil.copyfile(schema, core / "conf" / "managed-schema.xml")
    create = f"/solr/admin/cores?action=CREATE&name={name}&instanceDir={core}&wt=json"
    if not get_json(ports.solr, create, login=login(known), seconds=60):
        raise SetupError(f"Solr did not make the core {name}")
    return True


def remove_core(name: str, ports: Ports, known: Secrets) -> None:
    """Remove a core that was added, with its index."""
    unload = f"/solr/admin/cores?action=UNLOAD&core={name}&deleteInstanceDir=true&wt=json"
    get_json(ports.solr, unload, login=login(known), seconds=60)


def daemon(instance: Instance, ports: Ports, known: Secrets, inputs: str) -> Daemon:
    """Describe the server of an instance."""
    return Daemon(
        instance=instance,
        name="solr",
        command=[
            *("java", "-Xms128m", "-Xmx512m", "-XX:+UseSerialGC"),
            f"-Dsolr.solr.home={home(instance)}",
            f"-Dsolr.log.dir={instance.log}",
            "-Djava.net.preferIPv4Stack=true",
            "-Dlog4j2.level=WARN",
            *("-cp", f"{SOLR_CLASSES}:{SOLR_LIB}/*", "SolrNode", str(ports.solr)),
        ],
        env={"SOLR_LOGIN": login(known)},
        inputs=fingerprint(inputs, *PROGRAMS),
        ready=lambda: answers(ports, known),
    )


def url(ports: Ports) -> str:
    """Return how CKAN reaches the core."""
    return f"http://127.0.0.1:{ports.solr}/solr/{CORE}"


def login(known: Secrets) -> str:
    """Return user and password, as the launcher asks for them."""
    return f"{USER}:{known.solr}"


def answers(ports: Ports, known: Secrets) -> bool:
    """Say whether the core answers searches: the port alone is open long before."""
    return _holds(CORE, ports, known)


def _holds(core: str, ports: Ports, known: Secrets) -> bool:
    path = f"/solr/{core}/select?q=*:*&rows=0&wt=json"
    return get_json(ports.solr, path, login=login(known)) is not None

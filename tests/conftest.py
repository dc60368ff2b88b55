"""One CKAN for a whole session, as a portal has one for its whole life."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from hypothesis import settings

# CKAN is imported by what needs it alone: the tests of the domain run without.
if TYPE_CHECKING:
    from ckan.tests.helpers import CKANTestApp
    from ckan.types import CKANApp

# A machine that is busy with something else is no fault of what is tested.
settings.register_profile("patient", settings(), deadline=None)
settings.load_profile("patient")

STARTS_WITHIN_SECONDS = 60
# Of the served site even a small catalogue has several pages: of its feed and of its search.
SERVED = """\
[app:main]
use = config:{base}
ckanext.dcat.datasets_per_page = 3
ckan.datasets_per_page = 3
"""


class OneCKAN:
    """CKAN with its plugins and its application; both take seconds, so they are kept."""

    def __init__(self) -> None:
        self._app: CKANApp | None = None
        self._engine: Any = None

    def app(self) -> CKANApp:
        """Return the application; it is made anew when somebody else has loaded CKAN since."""
        from ckan import model
        from ckan.common import config
        from ckan.config.middleware import make_app

        # Whatever loads CKAN, like its command line, also connects it to its database anew.
        if self._app is None or self._engine is not model.meta.engine:
            self._app = make_app(config)
            self._engine = model.meta.engine
        return self._app


@pytest.fixture(scope="session")
def one_ckan() -> OneCKAN:
    """Return the CKAN of the session."""
    return OneCKAN()


@pytest.fixture
def with_plugins(ckan_config: Any, one_ckan: OneCKAN) -> Iterator[None]:
    """Have the plugins loaded, as CKAN's own fixture of this name does for each test anew."""
    from ckan import model

    one_ckan.app()
    yield
    model.Session.remove()


@pytest.fixture
def app(with_plugins: None, one_ckan: OneCKAN) -> CKANTestApp:
    """Return a client of its own for each test, in the place of an application of its own.

    A test that changes the application itself makes one by CKAN's fixture `make_app`.
    """
    from ckan.tests.helpers import CKANTestApp

    return CKANTestApp(one_ckan.app())


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Path, str], str]]:
    """Serve a CKAN at its address, in a process of its own until the session ends."""
    logs = tmp_path_factory.mktemp("served")
    with ExitStack() as servers:

        def start(ini: Path, url: str) -> str:
            address = urlsplit(url)
            ckan = Path(sys.executable).with_name("ckan")
            command = [ckan, "-c", ini, "run", "--disable-reloader"]
            command += ["--host", str(address.hostname), "--port", str(address.port)]
            log = logs / f"{address.port}.log"
            output = servers.enter_context(log.open("wb"))
            server = servers.enter_context(subprocess.Popen(command, stdout=output, stderr=output))
            servers.callback(server.terminate)
            _wait_for(server, f"{url}/api/3/action/status_show", log)
            return url

        yield start


@pytest.fixture(scope="session")
def site(serve: Callable[[Path, str], str], tmp_path_factory: pytest.TempPathFactory) -> str:
    """Serve the site of the test instance and return its address."""
    from ckan.common import config

    ini = tmp_path_factory.mktemp("site") / "ckan.ini"
    ini.write_text(SERVED.format(base=os.environ["CKAN_INI"]), encoding="utf-8")
    return serve(ini, str(config["ckan.site_url"]))


def _wait_for(server: subprocess.Popen[bytes], url: str, log: Path) -> None:
    latest = time.monotonic() + STARTS_WITHIN_SECONDS
    while server.poll() is None and time.monotonic() < latest:
        try:
            urllib.request.urlopen(url, timeout=5).close()
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.2)
        else:
            return
    pytest.fail(f"the site did not start:\n{log.read_text()}")

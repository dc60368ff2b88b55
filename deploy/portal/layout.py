"""Where everything lies: the tree of the project and the folder of each instance."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VAR = ROOT / "var"
VENV = VAR / "venv"
CACHE = VAR / "cache"
SOLR_LIB = VAR / "solr" / "lib"
SOLR_CLASSES = VAR / "solr" / "classes"
SHARED_LOG = VAR / "log"
ACCOUNTS = VAR / "accounts.json"

CONFIG = ROOT / "config"
DEPLOY = ROOT / "deploy"
PLUGIN = ROOT / "ckanext-ppidbontang"


@dataclass(frozen=True, kw_only=True)
class Ports:
    """The ports of an instance, all of them on 127.0.0.1."""

    web: int
    postgres: int
    redis: int
    solr: int


@dataclass(frozen=True, kw_only=True)
class Instance:
    """One set of services with data of its own: the portal, or the tests.

    `sources` says whether it pulls entries from the sources of config/sources.yaml.
    """

    name: str
    directory: Path
    base_ini: Path
    preferred: Ports
    durable: bool
    sources: bool = False

    @property
    def ini(self) -> Path:
        """Return the generated CKAN configuration."""
        return self.directory / "ckan.ini"

    @property
    def log(self) -> Path:
        """Return the folder of the log files."""
        return self.directory / "log"

    @property
    def run(self) -> Path:
        """Return the folder of the daemons' records."""
        return self.directory / "run"

    @property
    def stamps(self) -> Path:
        """Return the folder of the stamps of finished steps."""
        return self.directory / "stamps"

    @property
    def files(self) -> Path:
        """Return the folder of CKAN's file storages."""
        return self.directory / "files"

    @property
    def generated(self) -> Path:
        """Return the folder of what CKAN makes for itself and can make again."""
        return self.directory / "generated"

    @property
    def bundles(self) -> Path:
        """Return the folder of the style sheets and scripts that CKAN joined for browsers."""
        return self.generated / "webassets"

    @property
    def originals(self) -> Path:
        """Return the folder of the vault: the originals of exempt information."""
        return self.directory / "originals"

    @property
    def feed(self) -> Path:
        """Return the folder of the whole feed, as files that a web server of another user sends."""
        return self.directory / "feed"

    def lay_out(self) -> None:
        """Make the folders: private but for the feed, in one that others can pass through."""
        for folder, mode in (
            *((path, 0o711) for path in (VAR, self.directory)),
            *(
                (path, 0o700)
                for path in (self.log, self.run, self.stamps, self.files, self.originals)
            ),
            (self.feed, 0o755),
        ):
            folder.mkdir(parents=True, exist_ok=True)
            folder.chmod(mode)


# All below 32768, where Linux begins to hand out ports to outgoing connections.
PORTAL = Instance(
    name="portal",
    directory=VAR / "portal",
    base_ini=CONFIG / "ckan.ini",
    preferred=Ports(web=5000, postgres=25432, redis=26379, solr=28983),
    durable=True,
)
TEST = Instance(
    name="test",
    directory=VAR / "test",
    base_ini=CONFIG / "test.ini",
    preferred=Ports(web=25000, postgres=25433, redis=26380, solr=28984),
    durable=False,
)
# Beside the first, so that everything can be tested in two halves at the same time.
TEST_2 = Instance(
    name="test-2",
    directory=VAR / "test-2",
    base_ini=CONFIG / "test.ini",
    preferred=Ports(web=25001, postgres=25434, redis=26381, solr=28985),
    durable=False,
)
TESTS = (TEST, TEST_2)

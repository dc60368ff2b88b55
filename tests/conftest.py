"""One CKAN for a whole session, as a portal has one for its whole life."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

# CKAN is imported by what needs it alone: the tests of the domain run without.
if TYPE_CHECKING:
    from ckan.tests.helpers import CKANTestApp
    from ckan.types import CKANApp

# A machine that is busy with something else is no fault of what is tested.
settings.register_profile("patient", settings(), deadline=None)
settings.load_profile("patient")


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

"""Answer harvesters before CKAN reads a session, a cookie or a user, none of which matters here.

What needs CKAN is let through to it: a search, a page for people, and all that goes wrong, since
only a request of CKAN knows the reader's language.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ckan import model
from sqlalchemy.exc import SQLAlchemyError
from werkzeug import Request, Response
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map, Rule

from ckanext.ppidbontang.feed import questions
from ckanext.ppidbontang.feed.problems import ProblemError
from ckanext.ppidbontang.feed.routes import NEGOTIATED, ROUTES
from ckanext.ppidbontang.rdf.vocabulary import PATH

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_OURS = ("/catalog", "/dataset/", PATH)
_METHODS = ("GET", "HEAD")


class FeedGate:
    """WSGI middleware in front of CKAN."""

    def __init__(self, following: WSGIApplication) -> None:
        self._following = following
        self._routes = Map([Rule(rule, endpoint=route) for rule, route in ROUTES.items()])
        self._negotiated = Map([Rule(rule, endpoint=rule) for rule in NEGOTIATED])

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer what the feed can answer; let everything else pass."""
        path = environ.get("PATH_INFO", "")
        if not path.startswith(_OURS) or environ["REQUEST_METHOD"] not in _METHODS:
            return self._following(environ, start_response)
        self._negotiate(environ)
        answer = self._answer(Request(environ)) or self._following
        return answer(environ, start_response)

    def _negotiate(self, environ: WSGIEnvironment) -> None:
        """Write the form that a reader of RDF accepts into the address, as its ending."""
        try:
            rule, values = self._negotiated.bind_to_environ(environ).match()
        except HTTPException:
            return
        if "." in values.get("name", ""):  # no name has one: it is the ending
            return
        accept = Request(environ).accept_mimetypes
        form = questions.accepted_form(accept, page_first=NEGOTIATED[rule])
        if form:
            environ["PATH_INFO"] += f".{form.suffix}"
            environ[questions.WAS_NEGOTIATED] = True

    def _answer(self, request: Request) -> Response | None:
        if questions.is_searched(request):
            return None
        try:
            route, values = self._routes.bind_to_environ(request.environ).match()
            return route(request, **values)
        except (HTTPException, ProblemError, SQLAlchemyError):
            return None  # CKAN says in words what is wrong, be it the database that is away
        finally:
            model.Session.remove()

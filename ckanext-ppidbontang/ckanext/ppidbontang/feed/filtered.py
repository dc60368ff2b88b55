"""A part of the catalogue that a search finds; its pages are made of the same fragments."""

from __future__ import annotations

import datetime as dt
import re

import ckan.plugins.toolkit as tk
from ckan.lib.search import SearchError
from dateutil.parser import isoparse
from werkzeug import Request, Response

from ckanext.ppidbontang.domain.messages import _
from ckanext.ppidbontang.feed import documents, questions
from ckanext.ppidbontang.feed.addresses import around
from ckanext.ppidbontang.feed.answers import head_in, no_such_page
from ckanext.ppidbontang.feed.problems import BAD_REQUEST, ProblemError
from ckanext.ppidbontang.feed.questions import Form
from ckanext.ppidbontang.feed.reading import snapshot
from ckanext.ppidbontang.feed.responses import Answer
from ckanext.ppidbontang.feed.searching import Found, find

_ID = re.compile(r"[A-Za-z0-9_-]{1,100}")
# Solr counts what it finds in 31 bits.
_LAST_START = 2**31 - 1 - questions.MOST_PER_PAGE


def page(request: Request, form: Form) -> Response:
    """Give a page of what a search finds: by its number, or better after an entry."""
    questions.check_profile(request)
    size = questions.page_size()
    asked = questions.number(request, "page", least=1) or 1
    after = request.args.get("after")
    if after is not None and not _ID.fullmatch(after):
        raise ProblemError(
            BAD_REQUEST,
            _("“after” must be the id of an entry, not “{value}”."),
            value=after[: questions.SHOWN],
        )
    start = (asked - 1) * size if after is None else 0
    if start > _LAST_START:
        raise no_such_page()
    found = _search(request, start=start, rows=size)
    if not found.ids and after is None and asked > 1:
        raise no_such_page()
    asked_for = {name: request.args[name] for name in questions.SEARCHED if name in request.args}
    is_numbered = after is None
    with snapshot() as seen:
        head = head_in(seen)
        # It has no age: the search may come to know a change later than the feed.
        answer = Answer(
            request,
            form,
            None,
            seen.state.seq,
            head.digest,
            # Not what is asked for: its words would tell apart what is hidden and what is not.
            *(size, asked, after, found),
        )
        if answer.is_known:
            return answer.known()
        paging = around(
            request.path,
            asked_for,
            page=asked if is_numbered else None,
            after=after,
            following=found.ids[-1] if found.count > start + len(found.ids) else None,
            total=found.count if is_numbered else None,
            size=size,
        )
        fragments = [row.piece for row in seen.named(found.ids, form.syntax)]
        return answer.whole(documents.catalog(head, seen.state, form.syntax, fragments, paging))


def _search(request: Request, *, start: int, rows: int) -> Found:
    """Find what the question asks for.

    Raises:
        ProblemError: the search does not understand the question.
    """
    asked = request.args
    since = asked.get("modified_since")
    conditions = [f"metadata_modified:[{_moment(since)} TO *]"] if since else []
    try:
        return find(
            rows=rows,
            start=start,
            after=asked.get("after"),
            q=asked.get("q") or "",
            fq=asked.get("fq") or "",
            conditions=conditions,
        )
    except (SearchError, tk.ValidationError) as error:
        raise ProblemError(
            BAD_REQUEST, _("The search does not understand “q” or “fq” as they are.")
        ) from error


def _moment(text: str) -> str:
    try:
        moment = isoparse(text)
    except ValueError as error:
        raise ProblemError(
            BAD_REQUEST,
            _("“modified_since” must be a date like 2026-01-31, not “{value}”."),
            value=text[: questions.SHOWN],
        ) from error
    aware = moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
    return aware.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

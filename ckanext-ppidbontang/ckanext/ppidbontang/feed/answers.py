"""Answer questions to the feed: a request in, a response out.

They need neither CKAN's session nor its user: the feed has what everybody may read, nothing else.
"""

from __future__ import annotations

import threading
from contextlib import ExitStack

from werkzeug import Request, Response

from ckanext.ppidbontang.domain.messages import _
from ckanext.ppidbontang.feed import documents, questions
from ckanext.ppidbontang.feed.addresses import address, around
from ckanext.ppidbontang.feed.documents import Paging
from ckanext.ppidbontang.feed.head import Head, head_of
from ckanext.ppidbontang.feed.problems import BUSY, GONE, NOT_FOUND, ProblemError
from ckanext.ppidbontang.feed.questions import Form
from ckanext.ppidbontang.feed.reading import Snapshot, long_snapshot, snapshot
from ckanext.ppidbontang.feed.responses import Answer
from ckanext.ppidbontang.feed.sending import open_file
from ckanext.ppidbontang.feed.syntaxes import Syntax

# Readers of the whole feed at once, in each process: each holds a connection and a thread.
_STREAMS = 3
_streams = threading.BoundedSemaphore(_STREAMS)


def page(request: Request, form: Form) -> Response:
    """Give a page of the catalogue: by its number, or better after a place in the feed."""
    questions.check_profile(request)
    after = questions.number(request, "after", least=0)
    asked = questions.number(request, "page", least=1) or 1
    size = questions.page_size()
    with snapshot() as seen:
        head = head_in(seen)
        if after is not None and after > seen.state.seq:
            raise no_such_page()
        answer = _answer(request, form, seen, head, size, after, asked)
        if answer.is_known:
            return answer.known()
        if after is None:
            rows = seen.skipping((asked - 1) * size, size + 1, form.syntax)
        else:
            rows = seen.after(after, size + 1, form.syntax)
        if not rows and after is None and asked > 1:
            raise no_such_page()
        paging = around(
            request.path,
            {},
            page=asked if after is None else None,
            after=after,
            following=rows[size - 1].position if len(rows) > size else None,
            total=seen.state.live,
            size=size,
        )
        fragments = [row.piece for row in rows[:size]]
        return answer.whole(documents.catalog(head, seen.state, form.syntax, fragments, paging))


def full(request: Request, form: Form) -> Response:
    """Give the whole catalogue as it is at one moment, while it is read."""
    questions.check_profile(request)
    with snapshot() as seen:
        head = head_in(seen)
        answer = _answer(request, form, seen, head)
        if answer.is_known:
            return answer.known()
        file = open_file(form.syntax, seen.state, head, packed=answer.gzip)
        if file:
            return answer.file(file)
        if request.method == "HEAD":
            return answer.empty()
    with ExitStack() as stack:
        if not _streams.acquire(blocking=False):
            raise ProblemError(
                BUSY, _("The whole catalogue is being sent to others. Ask again in a while.")
            )
        stack.callback(_streams.release)
        seen = stack.enter_context(long_snapshot())
        head = head_in(seen)
        pieces = documents.catalog(head, seen.state, form.syntax, seen.all(form.syntax))
        answer = _answer(request, form, seen, head)
        return answer.streamed(pieces, stack.pop_all().close)


def changes(request: Request, form: Form) -> Response:
    """Give what changed after a number: entries as they are, and tombstones."""
    questions.check_profile(request)
    since = questions.number(request, "since", least=0) or 0
    size = questions.page_size()
    with snapshot() as seen:
        head = head_in(seen)
        if since > seen.state.seq:
            raise ProblemError(
                NOT_FOUND,
                _(
                    "The feed has not come to number {since}, its last one is {last}. Read the"
                    " whole catalogue again."
                ),
                since=str(since),
                last=str(seen.state.seq),
            )
        answer = _answer(request, form, seen, head, size, since)
        if answer.is_known:
            return answer.known()
        found = seen.changes(since, size + 1, form.syntax)
        links = {}
        if len(found) > size:
            links["next"] = address(request.path, {"since": found[size - 1].seq})
        here = address(request.path, {"since": since})
        paging = Paging(address=here, links=links, total=None, size=size)
        told = documents.changes(head, form.syntax, found[:size])
        return answer.whole(documents.catalog(head, seen.state, form.syntax, told, paging))


def entry(request: Request, form: Form, name: str) -> Response:
    """Give an entry with the nodes that it points to; what was taken away is gone."""
    questions.check_profile(request)
    wanted = questions.reference(name)
    with snapshot() as seen:
        head = head_in(seen)
        row = seen.find(wanted, Syntax.N_TRIPLES)
        if row is None:
            if seen.is_gone(wanted):
                raise ProblemError(GONE, _("This dataset is no longer published."))
            raise ProblemError(NOT_FOUND, _("Dataset not found"))
        # Nodes that it points to may have changed after it: its age is that of the feed.
        answer = Answer(request, form, seen.state.changed, row.seq, head.digest)
        if answer.is_known:
            return answer.known()
        return answer.whole(documents.entry(head, form.syntax, row.piece))


def head_in(seen: Snapshot) -> Head:
    """Return the head of a state of the feed.

    Raises:
        ProblemError: the entries are not all in the store yet. A feed without them would tell
            harvesters to delete them.
    """
    if not seen.state.ready:
        raise ProblemError(
            BUSY, _("The catalogue is being prepared for harvesters. Ask again in a while.")
        )
    return head_of(seen.state.head)


def no_such_page() -> ProblemError:
    """Return the answer to who asks for more pages than there are."""
    return ProblemError(NOT_FOUND, _("The catalogue has no such page."))


def _answer(request: Request, form: Form, seen: Snapshot, head: Head, *asked: object) -> Answer:
    return Answer(request, form, seen.state.changed, seen.state.seq, head.digest, *asked)

"""Run the matrix: put every question as every reader, and judge every answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from ckanext.ppidbontang.leakcheck import interruption, verdict
from ckanext.ppidbontang.leakcheck.canaries import Cage, Canary
from ckanext.ppidbontang.leakcheck.portal import Answer, Portal, Request
from ckanext.ppidbontang.leakcheck.questions import Question
from ckanext.ppidbontang.leakcheck.readers import Reader
from ckanext.ppidbontang.leakcheck.verdict import Leak

SERVER_ERROR = 500


@dataclass(slots=True)
class Outcome:
    """What was found: cells asked by reader, leaks, canaries heard by who may, failed answers."""

    cells: Counter[Reader] = field(default_factory=Counter)
    leaks: set[Leak] = field(default_factory=set)
    heard: set[Canary] = field(default_factory=set)
    errors: Counter[str] = field(default_factory=Counter)
    channels: set[str] = field(default_factory=set)

    def add(self, other: Outcome) -> None:
        """Take in what another part of the run found."""
        self.cells += other.cells
        self.errors += other.errors
        self.leaks |= other.leaks
        self.heard |= other.heard
        self.channels |= other.channels

    def blind(self, cage: Cage) -> list[str]:
        """Return the places of which nobody heard, not even who may: a run proves nothing of them.

        One state of an entry is enough: only of the samples everything is asked by everybody.
        """
        heard = {canary.place for canary in self.heard}
        return sorted({canary.place for canary in cage if canary.is_told} - heard)


class Matrix:
    """One portal and what was planted on it; each cell is asked once.

    Answers about what never existed are kept: the next question of the shape needs them again.
    """

    def __init__(self, portal: Portal, cage: Cage, fingerprint: Callable[[], str]) -> None:
        self._portal = portal
        self._cage = cage
        self._fingerprint = fingerprint
        self._baselines: dict[tuple[Request, Reader], Answer] = {}
        self._asked: set[tuple[Request, Reader]] = set()
        self._outcome = Outcome()

    def judge(self, questions: Iterable[Question]) -> Outcome:
        """Put the questions and return what their answers give away.

        Raises:
            KeyboardInterrupt: the run was asked to end.
        """
        self._outcome = Outcome()
        for question in questions:
            interruption.check()
            self._outcome.channels.add(question.request.channel)
            for reader in sorted(question.readers):
                if (question.request, reader) not in self._asked:
                    self._asked.add((question.request, reader))
                    self._ask(question, reader)
        return self._outcome

    def _ask(self, question: Question, reader: Reader) -> None:
        request = question.request
        # Just before: the portal's own workers may still be busy with what was planted.
        stored = self._fingerprint() if question.changes else ""
        answer = self._portal.ask(request, reader)
        if question.changes and self._fingerprint() != stored:
            self._leaks(question, reader, "lets a stranger change it")
        self._outcome.cells[reader] += 1
        leaks, lawful = verdict.canaries_heard(request, answer, reader, self._cage)
        self._outcome.leaks.update(leaks)
        self._outcome.heard.update(lawful)
        if answer.status >= SERVER_ERROR:
            self._outcome.errors[f"{answer.status} {request.channel} ({reader})"] += 1
        self._compare(question, reader, answer)

    def _compare(self, question: Question, reader: Reader, answer: Answer) -> None:
        """Hold the answer about something hidden against the one about what never existed."""
        request = question.request
        hidden = [thing for thing in request.asked if thing.hidden_from(reader)]
        if hidden and not verdict.is_farewell(request, answer, hidden, self._cage):
            baseline = self._baseline(request.without(hidden), reader)
            difference = verdict.difference(answer, baseline, hidden)
            if difference:
                self._leaks(question, reader, f"tells that it exists: {difference}")

    def _baseline(self, request: Request, reader: Reader) -> Answer:
        if (request, reader) not in self._baselines:
            self._baselines[request, reader] = self._portal.ask(request, reader)
        return self._baselines[request, reader]

    def _leaks(self, question: Question, reader: Reader, what: str) -> None:
        request = question.request
        self._outcome.leaks.add(Leak(request.channel, reader, question.state, what, str(request)))

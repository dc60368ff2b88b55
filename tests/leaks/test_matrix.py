"""Nothing exempt or unpublished leaks, on any channel, to anybody who may not see it."""

from __future__ import annotations

import sys
import time

from ckanext.ppidbontang.leakcheck import report, run, workers
from ckanext.ppidbontang.leakcheck.channels import actions, routes
from ckanext.ppidbontang.leakcheck.matrix import Outcome
from ckanext.ppidbontang.leakcheck.portal import InProcess
from ckanext.ppidbontang.leakcheck.readers import Reader


def test_nothing_leaks(wsgi, flask_app, planting, capsys):
    started = time.monotonic()
    matrix = run.matrix(InProcess(wsgi.app, planting.tokens), planting)
    outcome = Outcome()
    for _, part in workers.judge_all(matrix, list(run.all_questions(flask_app, planting))):
        outcome.add(part)
    told = list(report.lines(run.Run(planting, outcome, time.monotonic() - started)))
    with capsys.disabled():
        sys.stdout.write("\n".join(("", *told[-3:], "")))
    assert set(outcome.cells) == set(Reader)
    assert [line for line in told if line.startswith(("LEAK", "BLIND"))] == [], "\n".join(told)


def test_every_route_and_action_is_asked(flask_app, planting):
    """But for forms that name nothing: they change no entry, and they tell nothing."""
    asked = {question.request.channel for question in run.all_questions(flask_app, planting)}
    unasked_routes = {
        route.rule
        for route in routes(flask_app)
        if (route.parameters or "GET" in route.methods)
        and not {f"GET {route.rule}", f"POST {route.rule}"} & asked
    }
    unasked_actions = {
        action.name for action in actions() if action.reads and f"action {action.name}" not in asked
    }
    assert unasked_actions == set()
    assert unasked_routes == set()

"""Of each clause of the policy: planned, done, shown by evidence, or nothing."""
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from xuanguan.activities.clause_coverage import ClauseLine, ClauseState, clause_lines
from xuanguan.web.campaigns.views.coverage.asking import Asked

WORDS = {ClauseState.EVIDENCED: _("shown by evidence"), ClauseState.DONE: _("done, no evidence"), ClauseState.PLANNED: _("planned only"), ClauseState.NONE: _("nothing")}
MARKS = {ClauseState.EVIDENCED: "verified", ClauseState.DONE: "self_reported", ClauseState.PLANNED: "stated", ClauseState.NONE: "missing"}


def counts_of(lines: list[ClauseLine]) -> list[tuple[str, str, str, int]]:
    """Of the clauses without parts: mark, word, code and how many, for each state."""
    return [(MARKS[state], str(WORDS[state]), state.value, sum(line.is_leaf and line.state is state for line in lines)) for state in ClauseState]


@require_safe
def clause_coverage(request: HttpRequest, campaign: str) -> HttpResponse:
    asked = Asked.of(request, campaign)
    lines = clause_lines(asked.campaign, asked.on)
    wanted = request.GET.get("state", "")
    shown = [line for line in lines if line.is_leaf and line.state.value == wanted] if wanted in set(ClauseState) else lines
    return render(request, "campaigns/coverage/clauses.html", asked.context("clause-coverage") | {
        "counts": counts_of(lines), "total": sum(line.is_leaf for line in lines), "state": wanted,
        "lines": [(line, MARKS[line.state], WORDS[line.state]) for line in shown],
    })

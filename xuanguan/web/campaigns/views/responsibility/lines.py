"""One line of the matrix, and one cell of it: looked at by all, changed by coordinators. Works without script."""
from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from xuanguan.campaigns import actions, queries
from xuanguan.campaigns.assigning import ItemValues, NamesAtHand, assignments_in, looked_up_as, names_in
from xuanguan.campaigns.enums import AssignmentRole
from xuanguan.campaigns.imports.responsibility_sheets import unknown_sentence
from xuanguan.campaigns.models import ResponsibilityItem
from xuanguan.campaigns.permissions import can_run, check_run
from xuanguan.organisations.models import Unit
from xuanguan.policies.models import Clause
from xuanguan.web.campaigns.forms import day_input
from xuanguan.web.campaigns.matrix import MARKS, WORDS, MatrixRows
from xuanguan.web.campaigns.tabs import campaign_asked_for


class LineForm(forms.Form):
    """A task with its units by role; each list as people write it, with 、 between the names."""

    text = forms.CharField(label=gettext_lazy("Task"), widget=forms.Textarea(attrs={"rows": 3}))
    lead = forms.CharField(label=gettext_lazy("Lead"), required=False, widget=forms.Textarea(attrs={"rows": 2}),
                           help_text=gettext_lazy("Names, short names or codes, with 、 between them."))
    support = forms.CharField(label=gettext_lazy("Support"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    joint = forms.CharField(label=gettext_lazy("Joint"), required=False, widget=forms.Textarea(attrs={"rows": 2}),
                            help_text=gettext_lazy("Listed together, nobody leads"))
    by_function = forms.CharField(label=gettext_lazy("By its duties"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    is_open = forms.BooleanField(label=gettext_lazy("The list is open (等)"), required=False)
    keep = forms.BooleanField(label=gettext_lazy("Keep names that no unit bears as they are written"), required=False)
    due = forms.DateField(label=gettext_lazy("Due by"), required=False, widget=day_input())
    note = forms.CharField(label=gettext_lazy("Note"), required=False, max_length=300)

    def __init__(self, *args, campaign, item: ResponsibilityItem | None, clause: Clause | None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.campaign, self.item, self.clause = campaign, item, clause

    def clean(self):
        words = super().clean()
        lists = {role: words.get(role, "") for role in AssignmentRole.values}
        names = NamesAtHand((looked_up_as(one) for text in lists.values() for one in names_in(text)), self.campaign.territory)
        words["assignments"], unknown = assignments_in(lists, names, keeps_unknown=words.get("keep", False))
        for role, known in unknown:
            self.add_error(role, unknown_sentence(known))
        return words

    @property
    def values(self) -> ItemValues:
        words, item = self.cleaned_data, self.item
        return ItemValues(
            text=words["text"], number=item.number if item else self.clause.number, clause=self.clause, rule=item.rule if item else "", is_open=words["is_open"],
            due=words["due"], due_text=item.due_text if item else "", note=words["note"], assignments=words["assignments"])


@require_http_methods(["GET", "HEAD", "POST"])
def line(request: HttpRequest, campaign: str, line: str) -> HttpResponse:
    found = campaign_asked_for(request, campaign)
    item, clause = behind(line, found)
    may_change = can_run(request.user, found) and not (item and item.document.is_published)
    form = LineForm(request.POST or None, campaign=found, item=item, clause=clause, initial=told(item, clause))
    if request.method == "POST":
        check_run(request.user, found)
        if form.is_valid():
            try:
                saved = actions.change_item(item=item, values=form.values, by=request.user) if item else actions.add_item(
                    campaign=found, clause=clause, values=form.values, by=request.user)
            except actions.CannotAssign as refused:
                for problem in refused.problems:
                    form.add_error(problem.field if problem.field in form.fields else None, problem.sentence)
            else:
                messages.success(request, _("Saved: %(task)s") % {"task": saved})
                return redirect(f"{reverse('campaigns:responsibility', args=[found.code])}#i{saved.pk}")
    names = [(role, WORDS[role], MARKS[role]) for role in AssignmentRole]
    assignments = list(item.assignments.select_related("unit").order_by("order")) if item else []
    return render(request, "campaigns/responsibility/line.html", {
        "campaign": found, "line": line, "item": item, "clause": clause, "form": form, "may_change": may_change,
        "assigned": [(word, mark, [one for one in assignments if one.role == role]) for role, word, mark in names],
        "targets": item.targets.all() if item else [],
    }, status=422 if form.errors else 200)


def told(item: ResponsibilityItem | None, clause: Clause | None) -> dict:
    if item is None:
        return {"text": clause.heading or clause.text}
    by_role: dict[str, list[str]] = {}
    unknown = False
    for one in item.assignments.select_related("unit").order_by("order"):
        unknown = unknown or (one.unit is None and not one.group)
        by_role.setdefault(one.role, []).append(f"{one.name} ({one.unit.code})" if one.unit else one.name)
    return {"text": item.text, "is_open": item.is_open, "due": item.due, "note": item.note, "keep": unknown,
            **{role: "、".join(names) for role, names in by_role.items()}}


@require_http_methods(["GET", "HEAD", "POST"])
def cell(request: HttpRequest, campaign: str, line: str, unit: str) -> HttpResponse:
    """A unit's role in a line. With HX-Request the answer is the line's row alone, drawn afresh for the units on the page."""
    found = campaign_asked_for(request, campaign)
    item, clause = behind(line, found)
    one = get_object_or_404(Unit, code=unit) if not unit.startswith("u") or not unit[1:].isdigit() else get_object_or_404(Unit, pk=unit[1:])
    if request.method == "POST":
        role = request.POST.get("role", "")
        saved = actions.set_role(campaign=found, unit=one, role=role, item=item, clause=clause, by=request.user)
        if request.headers.get("HX-Request"):
            return HttpResponse(row_of(request, found, f"i{saved.pk}" if saved else line))
        said = {"unit": one, "role": WORDS[AssignmentRole(role)]} if role else {"unit": one}
        messages.success(request, (_("%(unit)s: %(role)s.") if role else _("%(unit)s has no role here any more.")) % said)
        return redirect(f"{reverse('campaigns:responsibility', args=[found.code])}#{f'i{saved.pk}' if saved else line}")
    assigned = item.assignments.filter(unit=one).first() if item else None
    return render(request, "campaigns/responsibility/cell.html", {
        "campaign": found, "line": line, "item": item, "clause": clause, "unit": one, "role": assigned.role if assigned else "",
        "roles": [("", "—", _("No role")), *((role.value, MARKS[role], WORDS[role]) for role in AssignmentRole)],
        "may_change": can_run(request.user, found) and not (item and item.document.is_published),
    })


def row_of(request: HttpRequest, campaign, key: str) -> str:
    """The row as the matrix shows it; `columns` names the columns in their order."""
    matrix = queries.matrix_of(campaign)
    columns = {column.key: column for column in matrix.columns}
    wanted = [columns[key] for key in request.POST.get("columns", "").split("|") if key in columns]
    shown = next((one for one in matrix.lines if one.key == key), None)
    return MatrixRows(wanted, f"{reverse('campaigns:responsibility', args=[campaign.code])}line/").line(shown) if shown else ""


def behind(line: str, campaign) -> tuple[ResponsibilityItem | None, Clause | None]:
    """The task (i17) or the clause without one (c5) that a line's key names."""
    kind, number = line[:1], line[1:]
    if not number.isdigit() or kind not in "ic":
        raise Http404
    if kind == "c":
        return None, get_object_or_404(Clause, pk=number, version=campaign.version_id)
    item = get_object_or_404(ResponsibilityItem.objects.select_related("document__campaign", "clause"), pk=number, document__campaign=campaign)
    return item, item.clause

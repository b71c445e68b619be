"""What becomes of a unit: looked at first as it would be, then done. Nothing is kept until it is confirmed."""
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods

from xuanguan.common.exceptions import PersonError
from xuanguan.design.values import Link, Moment
from xuanguan.organisations import actions, queries
from xuanguan.organisations.models import Unit
from xuanguan.organisations.permissions import check_administer
from xuanguan.web.organisations.forms import CloseForm, MergeForm, MoveForm, RenameForm, SplitForm
from xuanguan.web.organisations.views.browse import address_of
from xuanguan.web.organisations.wording import moments


@dataclass(frozen=True, slots=True)
class Change:
    """A thing that can become of a unit: its words, its form, and the act, which gives back the units concerned."""

    title: Any
    lead: Any
    form: type[forms.Form]
    act: Callable[..., Sequence[Unit]]


def _rename(unit: Unit, said: dict, *, by, and_rebuild: bool) -> Sequence[Unit]:
    actions.rename_unit(unit=unit, name=said["name"], on=said["on"], short=said["short"] or None, name_en=said["name_en"], by=by, and_rebuild=and_rebuild)
    return [unit]


def _move(unit: Unit, said: dict, *, by, and_rebuild: bool) -> Sequence[Unit]:
    actions.move_unit(unit=unit, territory=said["territory"], on=said["on"], system=said["system"], superior=said["superior"], by=by, and_rebuild=and_rebuild)
    return [unit, said["territory"]]


def _merge(unit: Unit, said: dict, *, by, and_rebuild: bool) -> Sequence[Unit]:
    actions.merge_units(units=[unit], into=said["into"], on=said["on"], note=said["note"], by=by, and_rebuild=and_rebuild)
    return [unit, said["into"]]


def _split(unit: Unit, said: dict, *, by, and_rebuild: bool) -> Sequence[Unit]:
    """New parts open on the day, beside the unit: of its kind and level, in its territory and system."""
    parts = [there or actions.create_unit(
        code=code, name=name, kind=unit.kind, level=unit.level, territory=unit.territory, system=unit.system, since=said["on"], by=by, and_rebuild=False)
        for code, name, there in said["parts"]]
    heir = next((part for part in parts if part.code == said["stands_for"].strip()), None)
    actions.split_unit(unit=unit, into=parts, on=said["on"], goes_on=said["goes_on"], stands_for=heir, note=said["note"], by=by, and_rebuild=and_rebuild)
    return [unit, *parts]


def _close(unit: Unit, said: dict, *, by, and_rebuild: bool) -> Sequence[Unit]:
    actions.close_unit(unit=unit, on=said["on"], by=by, and_rebuild=and_rebuild)
    return [unit]


CHANGES = {
    "rename": Change(pgettext_lazy("unit", "Rename"), gettext_lazy("It has another name from a day on; the old one stays known in search and for the days before."), RenameForm, _rename),
    "move": Change(pgettext_lazy("unit", "Move"), gettext_lazy("It lies in another division from a day on, or answers to another unit."), MoveForm, _move),
    "merge": Change(pgettext_lazy("unit", "Merge"), gettext_lazy("It closes, and another unit stands for it from a day on. Its records stay and are found there."), MergeForm, _merge),
    "split": Change(pgettext_lazy("unit", "Split"), gettext_lazy("Parts come off it on a day; it goes on or closes."), SplitForm, _split),
    "close": Change(pgettext_lazy("unit", "Close"), gettext_lazy("It ends without a successor. If another unit takes its place, merge it instead."), CloseForm, _close),
}


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, code: str, act: str) -> HttpResponse:
    """First POST: how it would stand. With `confirm`: done."""
    unit = queries.unit_by_code(code)
    if unit is None or act not in CHANGES:
        raise Http404
    check_administer(request.user, unit)
    what = CHANGES[act]
    form = what.form(request.POST or None)
    would_be: list[tuple[Unit, list[Moment]]] = []
    if request.method == "POST" and form.is_valid():
        try:
            if request.POST.get("confirm"):
                with transaction.atomic():
                    what.act(unit, form.cleaned_data, by=request.user, and_rebuild=True)
                messages.success(request, _("Done. It holds from the day you named; everything before it is as it was."))
                return redirect(address_of(unit))
            would_be = _tried(what, unit, form.cleaned_data, request.user)
        except PersonError as refused:
            form.add_error(None, refused.sentence)
        except ValidationError as refused:
            form.add_error(None, refused)
        unit = queries.unit_by_code(code)
    return render(request, "organisations/change.html", {
        "unit": unit, "what": what, "form": form, "moments": moments(unit), "would_be": would_be,
        "trail": [Link(_("Units"), "/units/"), Link(unit.short, address_of(unit)), Link(what.title)]}, status=400 if form.errors else 200)


def _tried(what: Change, unit: Unit, said: dict, by) -> list[tuple[Unit, list[Moment]]]:
    """The history of every unit concerned, as it would be; then all of it is taken back. The tree is not numbered for it."""
    with transaction.atomic():
        concerned = [Unit.objects.get(pk=one.pk) for one in what.act(unit, said, by=by, and_rebuild=False)]
        shown = [(one, moments(one)) for one in concerned]
        transaction.set_rollback(True)
    return shown

"""The gallery: every component in every state, with made-up data. It is how the house looks, and what its tests look at."""
from django import forms
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from .charts import Bar, Column, Panel, Tile
from .maps import Shape
from .marks import Mark
from .values import Cell, Link, Moment

# Places as data: short ones, and the longest name there is.
PLACES = ("成都", "自贡", "攀枝花", "泸州", "德阳", "绵阳", "广元", "遂宁", "内江", "乐山", "南充", "眉山", "宜宾", "广安", "达州",
          "雅安", "巴中", "资阳", "阿坝藏族羌族自治州", "甘孜藏族自治州", "凉山彝族自治州")
SHORT = {"阿坝藏族羌族自治州": "阿坝", "甘孜藏族自治州": "甘孜", "凉山彝族自治州": "凉山"}
# (row, column) of each place on the tile map, in the order of PLACES.
SQUARES = ((2, 3), (4, 3), (6, 1), (5, 5), (1, 3), (1, 4), (0, 4), (2, 5), (4, 4), (4, 2), (2, 6), (3, 3), (5, 4), (3, 6), (1, 6),
           (3, 2), (1, 5), (3, 4), (0, 2), (2, 1), (5, 2))
STATES = (Mark.VERIFIED, Mark.VERIFIED, Mark.SELF_REPORTED, Mark.VERIFIED, Mark.STATED, Mark.PERHAPS, Mark.SELF_REPORTED,
          Mark.MISSING, Mark.VERIFIED, Mark.STATED, Mark.PERHAPS, Mark.VERIFIED, Mark.SELF_REPORTED, Mark.PERHAPS)


class ExampleForm(forms.Form):
    """One field of every widget there is a pattern for."""

    title = forms.CharField(label=_("Title"), help_text=_("As it should stand in the list."), error_messages={
        "required": _("Enter a title.")})
    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}), error_messages={
        "invalid": _("Enter a day such as 2026-03-09.")})
    place = forms.ChoiceField(label=_("Place"), choices=[("", "–"), *((name, name) for name in PLACES)], required=False)
    kind = forms.ChoiceField(label=_("Kind"), widget=forms.RadioSelect, choices=[("a", _("First kind")), ("b", _("Second kind"))],
                             help_text=_("Choose what comes closest."), error_messages={"required": _("Choose a kind.")})
    topics = forms.MultipleChoiceField(label=_("Topics"), widget=forms.CheckboxSelectMultiple, required=False,
                                       choices=[("1", _("First topic")), ("2", _("Second topic")), ("3", _("Third topic"))])
    qualifier = forms.ChoiceField(label=_("Exactly, at least or about"), choices=[
        ("exact", _("exactly")), ("at_least", _("at least")), ("about", _("about"))])
    value = forms.IntegerField(label=_("Number"), min_value=0, error_messages={"invalid": _("Enter a number in digits.")})
    words = forms.CharField(label=_("In words"), widget=forms.Textarea, required=False)
    file = forms.FileField(label=_("File"), required=False, help_text=_("A photograph or a document, up to 20 MB."))
    agreed = forms.BooleanField(label=_("I have checked what I entered"), error_messages={"required": _("Tick the box to go on.")})


class ExampleFilter(forms.Form):
    words = forms.CharField(label=_("Words"), required=False)
    place = forms.ChoiceField(label=_("Place"), choices=[("", _("All places")), *((name, name) for name in PLACES)], required=False)
    since = forms.DateField(label=_("From"), widget=forms.DateInput(attrs={"type": "date"}), required=False)


def honeycomb(row: int, col: int) -> list[tuple[float, float]]:
    """The corners of a cell in degrees, every other column half a row lower."""
    east, north = 100 + col * 1.5, 34 - row - (col % 2) / 2
    return [(east + x, north + y / 2) for x, y in ((-1, 0), (-.5, 1), (.5, 1), (1, 0), (.5, -1), (-.5, -1))]


@require_safe
@login_not_required
def gallery(request: HttpRequest) -> HttpResponse:
    """`?theme=dark|light` and `?density=compact` show the page as a person with that wish sees it."""
    wrong = ExampleForm({"wrong-title": "", "wrong-day": "9.3.", "wrong-qualifier": "about", "wrong-value": "x"}, prefix="wrong")
    return render(request, "design/gallery.html", {
        "theme": request.GET.get("theme") if request.GET.get("theme") in ("dark", "light") else "",
        "density": "compact" if request.GET.get("density") == "compact" else "",
        "trail": [Link(_("Home"), "#home"), Link(_("Lists"), "#lists"), Link(_("Components"))],
        "menu": [Link(_("Today"), "#today"), Link(_("Components"), "#main", current=True), Link(_("Lists"), "#lists", count=12),
                 Link(_("Charts"), "#charts"), Link(_("Forms"), "#forms"), Link(_("Places"), "#places")],
        "tab_links": [Link(_("All"), "#all", current=True, count=1234), Link(_("Mine"), "#mine", count=0), Link(_("Archive"), "#archive")],
        "cells": [Cell(name, STATES[i % len(STATES)], f"#{name}") for i, name in enumerate(PLACES)],
        "one_cell": [Cell(PLACES[18], Mark.VERIFIED, "#one")],
        "no_cells": [Cell(name, Mark.MISSING, f"#{name}") for name in PLACES],
        "many_cells": [Cell(f"{PLACES[i % 18]} {i + 1}", STATES[i * i % len(STATES)], f"#unit-{i}") for i in range(181)],
        "crowd": [Cell(f"{i}", STATES[i % len(STATES)], f"#crowd-{i}") for i in range(240)],
        "marks": list(Mark),
        "rows": [(name, STATES[i % len(STATES)], (i * 7919) % 4000, i * 3, i) for i, name in enumerate(PLACES[15:])],
        "bars": [Bar(name, verified=(i * 37) % 23, self_reported=(i * 11) % 9, stated=40 if i % 3 == 0 else 0, href=f"#{name}",
                     value="40余" if i == 6 else "") for i, name in enumerate(PLACES[12:])],
        "shares": [Bar(_("First"), verified=3, self_reported=2, stated=14, missing=7), Bar(_("Second"), verified=21),
                   Bar(_("Third"), missing=21), Bar(_("Fourth"), self_reported=1, missing=20, note=_("Only one has answered so far."))],
        "months": [Column(f"{m}", verified=v, self_reported=s, name=f"2026-{m:02}", href=f"#2026-{m:02}")
                   for m, v, s in zip(range(1, 13), (0, 12, 40, 55, 80, 61, 33, 20, 18, 44, 90, 12), (0, 0, 4, 5, 12, 8, 9, 3, 0, 6, 31, 25),
                                      strict=True)],
        "no_months": [Column(f"{m}", name=f"2026-{m:02}") for m in range(1, 7)],
        "panels": [Panel(name, [Column(f"{m}", verified=(m * k * 7) % (5 + 9 * k), self_reported=(m + k) % 4, name=f"2026-{m:02}")
                                for m in range(1, 9)], href=f"#{k}", value=f"{k * 31}") for k, name in enumerate(PLACES[16:], 1)],
        "tiles": [Tile(row, col, name, STATES[i % len(STATES)], f"#tile-{i}", short=SHORT.get(name, name), value=f"{i % 5}/{5 + i % 3}")
                  for i, (name, (row, col)) in enumerate(zip(PLACES, SQUARES, strict=True))],
        # Six-sided cells, so that borders run as on a map.
        "shapes": [Shape([[honeycomb(row, col)]], label=name, state=STATES[i % len(STATES)], href=f"#shape-{i}", short=SHORT.get(name, name), value=f"{i % 5}/{5 + i % 3}")
                   for i, (name, (row, col)) in enumerate(zip(PLACES, SQUARES, strict=True))],
        "moments": [
            Moment("2026-03-09 10:20", _("Verified"), _("Number and photographs agree."), "Wang Fang", machine_when="2026-03-09T10:20"),
            Moment("2026-03-08 16:05", _("Handed in again"), who="Li Na", href="#version-2"),
            Moment("2026-03-07 09:00", _("Returned"), _("The photograph shows another day."), "Wang Fang"),
        ],
        "form": ExampleForm(prefix="form"), "wrong": wrong, "filters": ExampleFilter(prefix="filter"),
        "page": Paginator(range(10_000), 20).page(7), "only_page": Paginator(range(3), 20).page(1),
    })

"""Forms in the manner of GOV.UK: a label, a hint, the error beside the field and again above the page."""
from typing import Any

from django.forms import BaseForm, BoundField, CheckboxInput, ClearableFileInput, Textarea
from django.utils.safestring import SafeString

from ..values import Problem
from .registry import check_choice, register, render

WIDTHS = ("full", "half", "short", "number")


@register.inclusion_tag("design/field.html")
def field(*, field: BoundField, label: Any = "", help: Any = "", width: str = "full", hide_label: bool = False,
          mark_optional: bool = True) -> dict[str, Any]:
    """One bound field with label, help, errors and widget, whatever the widget is (group of choices, file, text …).

    `label` and `help` replace those of the form. `width`: full, half, short (a date), number. Fields that need no answer say
    "(optional)" unless `mark_optional=False`, as in filters.
    """
    check_choice("field", "width", width, WIDTHS)
    widget = field.field.widget
    help = help or field.help_text
    described = described_by(field, help=help)
    is_group = bool(field.use_fieldset)
    attrs = {"aria-describedby": described} if described and not is_group else {}
    if not is_group and field.errors:
        attrs["aria-invalid"] = "true"
    if isinstance(widget, Textarea) and widget.attrs.get("rows") == "10":  # Django's own default: half a phone's screen
        attrs["rows"] = "4"
    return {
        "field": field, "id": field.auto_id, "for": field.id_for_label, "label": label or field.label, "help": help,
        "errors": field.errors, "described": described, "is_group": is_group, "width": width, "hide_label": hide_label,
        "is_checkbox": isinstance(widget, CheckboxInput), "is_file": isinstance(widget, ClearableFileInput),
        "is_hidden": field.is_hidden, "control": field.as_widget(attrs=attrs),
        "optional": mark_optional and not field.field.required and not isinstance(widget, CheckboxInput),
    }


@register.inclusion_tag("design/quantity_field.html")
def quantity_field(*, legend: Any, value: BoundField, qualifier: BoundField, unit: Any = "", word: BoundField | None = None,
                   help: Any = "") -> dict[str, Any]:
    """A number, its word and its qualifier in one row: "about | 8,000 | persons". The word is fixed (`unit`) or chosen (`word`)."""
    fields = [qualifier, value] + ([word] if word is not None else [])
    help_id = f"{value.auto_id}_helptext"
    controls = []
    for part in fields:
        described = [help_id] if help else []
        if part.errors:
            described.append(f"{part.auto_id}_error")
        attrs: dict[str, Any] = {"aria-describedby": " ".join(described)} if described else {}
        if part.errors:
            attrs["aria-invalid"] = "true"
        controls.append({"field": part, "control": part.as_widget(attrs=attrs), "is_value": part is value})
    return {"legend": legend, "controls": controls, "unit": unit, "help": help, "help_id": help_id,
            "errors": [(part.auto_id, error) for part in fields for error in part.errors]}


@register.inclusion_tag("design/error_summary.html")
def error_summary(*, form: BaseForm | None = None, problems: list[Problem] | None = None) -> dict[str, Any]:
    """All errors of a form at the head of the page, each a link to its field. Nothing where there are none."""
    lines = list(problems or [])
    if form is not None and form.errors:
        lines += [Problem(message) for message in form.non_field_errors()]
        for bound in form:
            lines += [Problem(message, "#" + first_control_id(bound)) for message in bound.errors]
    return {"problems": lines}


@register.simple_block_tag
def filter_bar(content: SafeString, *, label: Any, action: str = "", reset: str = "", target: str = "") -> SafeString:
    """A form of filters above a list, sent by GET. `reset` is the address without filters.

    With `target` (a selector) htmx swaps the list as filters change; without script the button sends it.
    """
    return render("filter_bar", content=content, label=label, action=action, reset=reset, target=target)


def described_by(field: BoundField, *, help: Any) -> str:
    """Ids of the help and the error of a field, in the order they are read."""
    ids = []
    if help:
        ids.append(f"{field.auto_id}_helptext")
    if field.errors:
        ids.append(f"{field.auto_id}_error")
    return " ".join(ids)


def first_control_id(field: BoundField) -> str:
    """The id that an error's link goes to: of a group of choices its first choice."""
    return field.id_for_label or f"{field.auto_id}_0"

"""What components promise: strict props, figures that always open, words beside every shape."""
import inspect
import re

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory
from lxml import html

from xuanguan.design.marks import Mark
from xuanguan.design.templatetags.design import register
from xuanguan.design.values import Cell, Link


def show(source: str, **context) -> html.HtmlElement:
    """The component as a tree, in English."""
    from django.utils.translation import override
    with override("en"):
        return html.fromstring(f"<div>{Template('{% load design %}' + source).render(Context(context))}</div>")


def words_of(element) -> str:
    return re.sub(r"\s+", " ", element.text_content()).strip()


def block_ends() -> set[str]:
    """Tags that hold content are told by their signature: the first argument is the content."""
    return {name for name, compiled in register.tags.items() if "content" in inspect.signature(inspect.unwrap(compiled)).parameters}


@pytest.mark.parametrize("name", sorted(register.tags))
def test_a_component_refuses_a_prop_that_it_does_not_know(name):
    end = "{% end" + name + " %}" if name in block_ends() else ""

    with pytest.raises(TemplateSyntaxError, match=rf"'{name}' received unexpected keyword argument 'colour'"):
        Template("{% load design %}{% " + name + " colour='red' %}" + end)


@pytest.mark.parametrize("name", sorted(register.tags))
def test_every_prop_has_a_name(name):
    takes = inspect.signature(inspect.unwrap(register.tags[name])).parameters.values()

    assert [p.name for p in takes if p.kind is not p.KEYWORD_ONLY and p.name not in {"content", "context"}] == []


def test_a_choice_that_does_not_exist_is_refused_with_the_ones_that_do():
    with pytest.raises(TemplateSyntaxError, match="kind is 'huge', it must be one of primary, quiet, secondary"):
        show("{% button label='Go' kind='huge' %}")


def test_a_figure_cannot_be_written_without_an_address():
    with pytest.raises(TemplateSyntaxError, match="href"):
        Template("{% load design %}{% figure value='37' %}")
    with pytest.raises(ValueError, match="needs an href"):
        show("{% figure value='37' href='' %}")


def test_a_figure_is_one_link_that_says_how_it_is_known():
    link = show("{% figure value='130余' unit='meetings' label='Held' href='/r/' verified=30 self_reported=7 stated=130 %}").find("a")

    assert link.get("href") == "/r/"
    assert words_of(link) == "Held 130余 meetings (30 verified, 7 self-reported, 130 stated only)"
    assert [rect.get("class") for rect in link.iter("rect")] == ["mark-verified", "mark-self-reported", "mark-stated"]
    assert [rect.get("fill") for rect in link.iter("rect")] == [None, "url(#mark-hatch)", None]


def test_a_figure_escapes_what_it_is_given():
    link = show("{% figure value=value href='/r/' %}", value="<script>1</script>").find("a")

    assert words_of(link) == "<script>1</script>"
    assert list(link.iter("script")) == []


def test_a_strip_has_one_link_per_unit_in_order_with_its_mark_in_words():
    cells = [Cell("A", Mark.VERIFIED, "/a"), Cell("B", "self_reported", "/b"), Cell("C", "stated", "/c", note="by name"),
             Cell("D", "perhaps", "/d"), Cell("E", "missing", "/e")]

    strip = show("{% coverage_strip cells=cells reached=2 expected=5 href='/all' %}", cells=cells)

    assert [(a.get("href"), a.get("title")) for a in strip.iter("a") if a.get("title")] == [
        ("/a", "A: verified"), ("/b", "B: self-reported"), ("/c", "C: stated only, by name"), ("/d", "D: perhaps among those stated"),
        ("/e", "E: missing")]
    assert [use.get("href") for use in strip.iter("use")] == [
        "#mark-verified", "#mark-self-reported", "#mark-stated", "#mark-perhaps", "#mark-missing"]
    ratio = next(a for a in strip.iter("a") if a.get("href") == "/all")
    assert words_of(ratio).startswith("2 /of 5 (1 verified, 1 self-reported, 1 stated only, 1 perhaps among those stated, 1 missing)")


def test_two_hundred_cells_are_cells_and_one_more_makes_a_line():
    cells = [Cell(str(i), "verified", f"/{i}") for i in range(201)]
    source = "{% coverage_strip cells=cells reached=1 expected=1 href='/all' %}"

    assert len(list(show(source, cells=cells[:200]).iter("use"))) == 200
    assert len(list(show(source, cells=cells).iter("use"))) == 0
    assert len(list(show(source, cells=cells).iter("rect"))) == 1


class Person(forms.Form):
    name = forms.CharField(help_text="As in the passport")
    day = forms.DateField(required=False)
    kind = forms.ChoiceField(widget=forms.RadioSelect, choices=[("a", "A"), ("b", "B")])
    agreed = forms.BooleanField()


def test_a_wrong_field_is_described_by_its_help_and_its_error():
    form = Person({"day": "x"})

    field = show("{% field field=form.name %}", form=form)

    control = field.xpath(".//input")[0]
    assert control.get("aria-describedby") == "id_name_helptext id_name_error"
    assert control.get("aria-invalid") == "true"
    assert words_of(field.xpath("//*[@id='id_name_error']")[0]) == "Error: This field is required."


def test_an_error_summary_links_each_error_to_a_control_that_exists():
    form = Person({"day": "x"})

    page = show("{% error_summary form=form %}{% for f in form %}{% field field=f %}{% endfor %}", form=form)

    targets = [a.get("href").removeprefix("#") for a in page.xpath("//*[@id='error-summary']//a")]
    assert targets == ["id_name", "id_day", "id_kind_0", "id_agreed"]
    assert [page.xpath(f"//*[@id='{target}']")[0].tag for target in targets] == ["input"] * 4


def test_a_form_without_errors_has_no_summary():
    assert words_of(show("{% error_summary form=form %}", form=Person())) == ""


def test_a_group_of_choices_is_a_fieldset_with_a_legend():
    group = show("{% field field=form.kind label='Which?' %}", form=Person()).xpath(".//fieldset")[0]

    assert words_of(group.find("legend")) == "Which?"
    assert len(group.xpath(".//input[@type='radio']")) == 2


def test_an_optional_field_says_so_and_a_filter_does_not():
    form = Person()

    assert words_of(show("{% field field=form.day %}", form=form)) == "Day (optional)"
    assert words_of(show("{% field field=form.day mark_optional=False %}", form=form)) == "Day"


def test_pages_of_a_list_keep_the_filters():
    request = RequestFactory().get("/list/", {"words": "a&b", "page": "2"})
    page = Paginator(range(100), 10).page(2)

    pages = show("{% pagination page=page %}", page=page, request=request)

    assert pages.xpath(".//a[@rel='next']")[0].get("href") == "?words=a%26b&page=3"
    assert words_of(pages.xpath(".//p")[0]) == "11 to 20 of 100"


def test_one_page_needs_no_pages():
    assert show("{% pagination page=page %}", page=Paginator(range(3), 10).page(1)).xpath(".//nav") == []


def test_the_last_breadcrumb_is_the_page_itself():
    trail = show("{% breadcrumbs items=items %}", items=[Link("Home", "/"), Link("Here", "/here/")])

    assert [a.get("href") for a in trail.iter("a")] == ["/"]
    assert words_of(trail.xpath(".//*[@aria-current='page']")[0]) == "Here"


def test_actions_are_caught_and_handed_to_the_page_header():
    page = show("{% button_row as actions %}{% button label='Report' kind='primary' href='/new/' %}{% endbutton_row %}"
                "{% page_header title='List' actions=actions %}")

    assert words_of(page.xpath(".//header//a")[0]) == "Report"
    assert len(page.xpath(".//a")) == 1


def test_digits_are_grouped_and_words_left_alone():
    assert words_of(show("{{ 200000|grouped }} {{ '130余'|grouped }} {{ 2.5|grouped }}")) == "200,000 130余 2.5"

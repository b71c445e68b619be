"""The gallery shows every component, without anything that the content security policy would refuse."""
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils.translation import override
from lxml import html

import xuanguan.design
from xuanguan.design.gallery import gallery
from xuanguan.design.templatetags.design import register

FOLDER = Path(xuanguan.design.__file__).parent
# Of the page's frame, or only meaningful with a person's request.
ELSEWHERE = {"message_list"}


@pytest.fixture(params=["en", "zh-hans"])
def page(request):
    with override(request.param):
        return html.fromstring(gallery(RequestFactory().get("/gallery/")).content.decode())


def test_the_gallery_shows_every_component():
    source = (FOLDER / "templates/design/gallery.html").read_text()

    shown = set(re.findall(r"{% (\w+)", source))

    assert set(register.tags) - shown == ELSEWHERE


def test_ids_on_the_gallery_are_unique(page):
    ids = page.xpath("//@id")

    assert sorted(ids) == sorted(set(ids))


def test_nothing_on_the_gallery_needs_inline_style_or_script(page):
    assert page.xpath("//@style | //style | //script[not(@src)] | //@*[starts-with(name(), 'on')]") == []


def test_every_pattern_and_symbol_that_is_used_is_on_the_page(page):
    used = set(page.xpath("//use/@href")) | {re.sub(r"url\((.*)\)", r"\1", fill) for fill in page.xpath("//@fill")}

    assert {name for name in used if not page.xpath(f"//*[@id='{name.removeprefix('#')}']")} == set()


def test_every_chart_has_its_table_beside_it(page):
    charts = page.xpath("//figure[contains(@class, 'chart')]")

    assert len(charts) == 7
    assert [chart.get("id") for chart in charts if not chart.xpath(".//details//table")] == []


def test_the_gallery_in_chinese_has_no_english_left():
    with override("zh-hans"):
        tree = html.fromstring(gallery(RequestFactory().get("/gallery/")).content.decode())

    left = set(re.findall(r"[A-Za-z]{3,}", tree.text_content())) - {"Xuanguan", "English", "Wang", "Fang"}

    assert left == set()


def test_the_theme_of_a_person_is_on_the_page():
    page = html.fromstring(gallery(RequestFactory().get("/gallery/", {"theme": "dark", "density": "compact"})).content.decode())

    assert (page.get("data-theme"), page.get("data-density")) == ("dark", "compact")


def test_every_style_sheet_of_the_head_exists_and_none_is_forgotten():
    linked = set(re.findall(r"design/(\w+)\.css", render_to_string("design/head.html")))

    assert linked == {path.stem for path in (FOLDER / "static/design").glob("*.css")}
    assert [name for name in linked if not finders.find(f"design/{name}.css")] == []

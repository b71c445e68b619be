"""Every kind of notice has words in both languages and a way to settle; every sentence told stands in a catalog."""
import ast
from pathlib import Path

import pytest
from django.urls import get_resolver
from django.utils import translation
from django.utils.translation import gettext, override

from xuanguan.notices.enums import ENDS_WHEN_READ, NoticeKind

ROOM = Path(__file__).resolve().parents[2] / "xuanguan"
SOURCES = [path for path in sorted(ROOM.rglob("*.py")) if "migrations" not in path.parts and path.parent.name != "notices"
           and "/notices/actions/" not in str(path)]


def calls(*names: str) -> list[tuple[str, dict[str, ast.expr]]]:
    """(file, arguments) of every call of these functions in the rooms above; the positional ones by Told's order."""
    order = ("people", "kind", "key", "text", "values", "about", "link")
    found = []
    for path in SOURCES:
        text = path.read_text(encoding="utf-8")
        if "notices" not in text:
            continue
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in names:
                given = dict(zip(order, node.args, strict=False)) | {one.arg: one.value for one in node.keywords if one.arg}
                found.append((str(path.relative_to(ROOM)), given))
    return found


TELLING = [(file, given) for file, given in calls("tell", "Told") if "kind" in given]


def kinds_in(node: ast.expr) -> set[str]:
    return {one.attr for one in ast.walk(node) if isinstance(one, ast.Attribute) and getattr(one.value, "id", "") == "NoticeKind"}


@pytest.mark.parametrize("kind", NoticeKind)
def test_a_kind_has_words_in_both_languages(kind):
    with override("en"):
        english = str(kind.label)
    with override("zh-hans"):
        chinese = str(kind.label)

    assert english.isascii()
    assert english
    assert not chinese.isascii()


def test_whoever_tells_what_asks_for_something_settles_it_somewhere():
    settles = {file.split("/")[0] for file, _given in calls("settle")}
    asks = {file.split("/")[0] for file, given in TELLING if kinds_in(given["kind"]) - {kind.name for kind in ENDS_WHEN_READ}}

    assert asks - settles == set()


def test_every_sentence_that_is_told_is_marked_for_the_catalogs():
    """gettext_noop in place, or a name in capitals that stands for one, or for a table of such."""
    def is_marked(node: ast.expr) -> bool:
        if isinstance(node, ast.Subscript):
            node = node.value
        if isinstance(node, ast.IfExp):
            return is_marked(node.body) and is_marked(node.orelse)
        if isinstance(node, ast.Call):
            return getattr(node.func, "id", "") == "gettext_noop"
        return isinstance(node, ast.Name) and node.id.isupper()

    assert [(file, ast.unparse(given["text"])) for file, given in TELLING if not is_marked(given["text"])] == []


def test_every_address_that_is_told_exists():
    named = {one.value for _file, given in TELLING if isinstance(given.get("link"), ast.Tuple) for one in given["link"].elts[:1]
             if isinstance(one, ast.Constant)}
    known = {f"{space}:{name}" for space, (_prefix, inside) in get_resolver().namespace_dict.items() for name in inside.reverse_dict if isinstance(name, str)}
    known |= {name for name in get_resolver().reverse_dict if isinstance(name, str)}

    assert named - known == set()


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_sentences_that_are_told_have_words_in_both_languages(language):
    """The Chinese differs from the English in every one."""
    said = [node.args[0].value for file in {file for file, _given in TELLING} for node in ast.walk(ast.parse((ROOM / file).read_text(encoding="utf-8")))
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "gettext_noop"]
    with translation.override(language):
        worded = [gettext(one) for one in said]

    assert [one for one, shown in zip(said, worded, strict=True) if (shown == one) != (language == "en")] == []

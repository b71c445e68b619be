"""Pages in Simplified Chinese and English by translation, in Traditional by conversion."""
import pytest
from django.test import RequestFactory

from xuanguan.web.language import chosen_language, traditional_page


@pytest.mark.parametrize(("header", "language"), [
    ("zh-TW,zh;q=0.9", "zh-hant"), ("zh-CN,en;q=0.5", "zh-hans"), ("en-GB", "en"), ("zh-Hant-HK", "zh-hant"), ("fr,zh", "zh-hans")])
def test_the_browser_says_which_language_it_wants(header, language):
    assert chosen_language(RequestFactory().get("/", headers={"Accept-Language": header})) == language


def test_what_a_person_chose_comes_before_what_the_browser_says():
    request = RequestFactory().get("/", headers={"Accept-Language": "en"})
    request.COOKIES["language"] = "zh-hant"

    assert chosen_language(request) == "zh-hant"


def test_a_traditional_page_converts_what_is_read_and_keeps_what_is_sent_back():
    page = '<html lang="zh-Hans"><p title="质量">质量发展</p><input value="质量" placeholder="质量"><textarea>质量</textarea><q translate="no">质量</q></html>'

    assert traditional_page(page) == (
        '<html lang="zh-Hant"><p title="質量">質量發展</p><input value="质量" placeholder="質量"><textarea>质量</textarea><q translate="no">质量</q></html>')


def test_a_page_comes_in_the_language_asked_for(client, db):
    titles = {language: client.get("/sign-in/", headers={"Accept-Language": language}).content.decode() for language in ("en", "zh-CN", "zh-TW")}

    assert ("<title>Sign in" in titles["en"], 'lang="zh-Hans"' in titles["zh-CN"], 'lang="zh-Hant"' in titles["zh-TW"]) == (True, True, True)


def test_the_choice_is_kept_and_leads_back_to_the_page(client, db):
    response = client.post("/language/", {"language": "en", "next": "/units/"})

    assert (response.url, response.cookies["language"].value) == ("/units/", "en")


def test_the_way_back_never_leads_to_another_house(client, db):
    assert client.post("/language/", {"language": "en", "next": "https://elsewhere.example/"}).url == "/"

"""The language of a page: Simplified Chinese and English by translation, Traditional by conversion of the whole page."""
import re
from functools import lru_cache

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from xuanguan.chinese.script import to_traditional

COOKIE = "language"


class LanguageMiddleware:
    """Takes the language from the cookie, else from the browser, else Chinese. `request.language` is the code on screen."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.language = chosen_language(request)
        # The strings of a Traditional page are the Simplified ones, converted below.
        with translation.override("en" if request.language == "en" else "zh-hans"):
            response = self.get_response(request)
            if hasattr(response, "render") and not response.is_rendered:
                response.render()
        response.headers.setdefault("Content-Language", request.language)
        if request.language == "zh-hant" and response.get("Content-Type", "").startswith("text/html") and not response.streaming:
            response.content = traditional_page(response.content.decode(response.charset)).encode(response.charset)
            if "Content-Length" in response:
                response["Content-Length"] = str(len(response.content))
        return response


def chosen_language(request: HttpRequest) -> str:
    known = dict(settings.LANGUAGES)
    if (code := request.COOKIES.get(COOKIE)) in known:
        return code
    for part in request.headers.get("Accept-Language", "").lower().split(","):
        tag = part.split(";")[0].strip()
        if tag.startswith(("zh-hant", "zh-tw", "zh-hk", "zh-mo")):
            return "zh-hant"
        if tag.startswith("zh"):
            return "zh-hans"
        if tag.startswith("en"):
            return "en"
    return settings.LANGUAGE_CODE


@login_not_required
@require_POST
def switch_language(request: HttpRequest) -> HttpResponse:
    """Keeps the language in a cookie for a year and goes back to the page."""
    code = request.POST.get("language", "")
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = "/"
    response = HttpResponseRedirect(back)
    if code in dict(settings.LANGUAGES):
        keep_language(response, code)
    return response


def keep_language(response: HttpResponse, code: str) -> None:
    response.set_cookie(COOKIE, code, max_age=31536000, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE)


# What a form sends back must stay as it is stored, and a text shown as it came must stay as it came.
_KEPT = re.compile(
    r"<textarea\b.*?</textarea>|<script\b.*?</script>|<(?P<tag>\w+)[^>]*\stranslate=\"no\"[^>]*>.*?</(?P=tag)>|<[^>]*>", re.S | re.I)
_SPOKEN = re.compile(r"(\s(?:title|alt|aria-label|placeholder|content)=\")([^\"]*)(\")")


def traditional_page(html: str) -> str:
    """The page with its text in Traditional characters; values of fields and addresses stay untouched."""
    out, place = [], 0
    for match in _KEPT.finditer(html):
        out.append(converted(html[place:match.start()]))
        kept = match.group()
        out.append(_SPOKEN.sub(lambda part: part[1] + converted(part[2]) + part[3], kept) if not kept.startswith("<script") else kept)
        place = match.end()
    out.append(converted(html[place:]))
    return "".join(out).replace('lang="zh-Hans"', 'lang="zh-Hant"', 1)


@lru_cache(maxsize=4096)
def converted(text: str) -> str:
    return text if text.isascii() else to_traditional(text)

"""Journeys: the real program, started as a newcomer starts it, walked through in a real browser.

The house under test runs in a process of its own on a scratch folder with the demo loaded, so that a journey sees what a
person sees: the server, the column store, the policy against inline scripts. XUANGUAN_BROWSER names the Chromium.
XUANGUAN_HOUSE names the address of a house that runs already with a fresh demo, for those who write journeys; journeys
change what is in it. XUANGUAN_SCREENSHOTS=1 takes the pictures of the documentation anew, and a folder's name there
takes a picture of every page that a journey checks.
"""
import io
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
SCREENSHOTS = ROOT / "docs" / "screenshots"
# What a browser on a machine without a network must not try.
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
             "--disable-component-update", "--disable-sync"]
PHONE, TABLET, DESK = 360, 768, 1440
# A machine that does other things as well may take long to start the server.
SECONDS_TO_START = 180


def pytest_collection_modifyitems(items):
    for item in items:
        if "journeys" in str(item.path):
            item.add_marker(pytest.mark.journey)
    # All walk through one house, and a campaign that is issued becomes the one at hand for everybody: it comes last.
    items.sort(key=lambda item: item.path.name == "test_setting_up.py")


@dataclass(frozen=True)
class Installation:
    """A running house with the demo in it: its address, and the variables under which the shell works in the same one."""

    address: str
    environment: dict[str, str]


@pytest.fixture(scope="session")
def house(installation):
    """The address."""
    return installation.address


@pytest.fixture(scope="session")
def installation(tmp_path_factory):
    if running := os.environ.get("XUANGUAN_HOUSE"):
        yield Installation(running, {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"})
        return
    var = tmp_path_factory.mktemp("house")
    environment = {**os.environ, "XUANGUAN_VAR": str(var), "XUANGUAN_DATABASE": f"sqlite:///{var / 'journeys.sqlite3'}", "PYTHONPATH": str(ROOT),
                   "XUANGUAN_FIGURES_FOLDER": str(var / "figures"), "XUANGUAN_MEDIA": str(var / "media")}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    run = [sys.executable, "-m", "xuanguan"]
    loaded = subprocess.run([*run, "demo", "load"], env=environment, capture_output=True, text=True)
    assert loaded.returncode == 0, loaded.stdout + loaded.stderr
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with (var / "server.log").open("w") as log:
        server = subprocess.Popen([*run, "serve", "--demo", "--port", str(port)], env=environment, stdout=log, stderr=subprocess.STDOUT)
    address = f"http://127.0.0.1:{port}"
    try:
        until = time.monotonic() + SECONDS_TO_START
        while True:
            try:
                urllib.request.urlopen(f"{address}/sign-in/", timeout=5)
                break
            except OSError:
                assert server.poll() is None, (var / "server.log").read_text()
                assert time.monotonic() < until, (var / "server.log").read_text()
                time.sleep(0.25)
        yield Installation(address, environment)
    finally:
        server.terminate()
        try:
            server.wait(timeout=20)
        except subprocess.TimeoutExpired:
            server.kill()


@pytest.fixture(scope="session")
def browser():
    path = os.environ.get("XUANGUAN_BROWSER") or shutil.which("chromium") or shutil.which("google-chrome")
    assert path, "No Chromium: name one in XUANGUAN_BROWSER, or run the tests with BROWSER=0 make test"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


class Visitor:
    """A person at a screen: knows the house's address, their language and width, and what went wrong in the console."""

    def __init__(self, browser: Browser, house: str, *, width: int, language: str, theme: str = "light", script: bool = True):
        self.house, self.width, self.language, self.theme = house, width, language, theme
        self.context = browser.new_context(
            base_url=house, viewport={"width": width, "height": 800}, color_scheme=theme, device_scale_factor=1, java_script_enabled=script,
            locale={"en": "en-GB", "zh-hans": "zh-CN", "zh-hant": "zh-TW"}[language], has_touch=width == PHONE, is_mobile=width == PHONE)
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(15000)
        self.complaints: list[str] = []
        self.page.on("console", lambda message: self.complaints.append(f"{self.page.url}: {message.text}") if message.type == "error" else None)
        self.page.on("pageerror", lambda error: self.complaints.append(f"{self.page.url}: {error}"))

    def sign_in(self, username: str) -> "Visitor":
        self.page.goto("/sign-in/")
        with self.page.expect_navigation():
            self.page.locator(f"form:has(input[name=person][value='{username}']) button").click()
        assert "/sign-in/" not in self.page.url
        return self

    def open(self, address: str, status: int = 200) -> Page:
        response = self.page.goto(address)
        assert response is not None
        assert response.status == status, f"{address}: {response.status}"
        return self.page

    def check(self, *, axe: bool = True) -> None:
        """Nothing runs off the side, the accessibility checker finds nothing, no string is left in English, the console is silent."""
        over = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over <= 0, f"{self.page.url} is {over} px too wide at {self.width} px"
        if axe:
            found = Axe().run(self.page, options={"resultTypes": ["violations"]})
            assert found.violations_count == 0, f"{self.page.url} at {self.width} px:\n{words_of(found)}"
        if self.language != "en":
            assert not (words := self.english_words()), f"{self.page.url}: not translated: {words[:6]}"
        assert not self.complaints, "\n".join(self.complaints)

    def english_words(self) -> list[str]:
        """Runs of English words on a Chinese page, where the page does not say that they are English. Names of people do not count."""
        return [text for text in self.page.evaluate(_SHOWN_TEXT) if re.search(r"[A-Za-z]{2,} [a-z]{2,}", text)]

    def picture(self, name: str, *, tall: int = 0, docs: bool = False) -> None:
        """A screenshot of the page, at most `tall` pixels of it. Into docs/screenshots only those meant for it (`docs`), in 256 colours:
        pictures in a repository should be small and change rarely."""
        wanted = os.environ.get("XUANGUAN_SCREENSHOTS", "")
        if not wanted or (wanted == "1" and not docs):
            return
        folder = SCREENSHOTS if wanted == "1" else Path(wanted)
        folder.mkdir(parents=True, exist_ok=True)
        # A bar that sticks to the window's edge would lie across the middle of a tall picture.
        self.page.evaluate("document.querySelectorAll('.action-bar').forEach(bar => { bar.style.position = 'static' })")
        height = self.page.evaluate("document.documentElement.scrollHeight")
        clip = {"x": 0, "y": 0, "width": self.width, "height": min(tall, height)} if tall and wanted == "1" else None
        taken = Image.open(io.BytesIO(self.page.screenshot(full_page=True, clip=clip)))
        dark = "-dark" if self.theme == "dark" else ""
        taken.convert("RGB").quantize(256).save(folder / f"{name}-{self.width}-{self.language}{dark}.png", optimize=True)


def words_of(found) -> str:
    return "\n".join(f"  {one['id']}: {one['help']}: " + "; ".join(node["html"][:160] for node in one["nodes"][:4]) for one in found.response["violations"])


# The text nodes a person sees, without those marked as English, as code, or as a text shown as it came.
_SHOWN_TEXT = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
  while (walker.nextNode()) {
    const box = walker.currentNode.parentElement, text = walker.currentNode.textContent.trim();
    if (text && !box.closest('[lang=en], code, kbd, script, style, template, noscript, [translate=no]') && box.checkVisibility()) found.push(text);
  }
  return found;
}"""


@pytest.fixture
def visitor(browser, house):
    """`visitor(width=…, language=…)` opens a new window for a new person."""
    opened: list[Visitor] = []

    def open_window(*, width: int = DESK, language: str = "zh-hans", theme: str = "light", script: bool = True) -> Visitor:
        opened.append(Visitor(browser, house, width=width, language=language, theme=theme, script=script))
        return opened[-1]

    yield open_window
    for one in opened:
        one.context.close()

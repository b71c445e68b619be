"""Journeys: the real program, started as a newcomer starts it, walked through in a real browser.

The house under test runs in a process of its own on a scratch folder with the demo loaded, so that a journey sees what a
person sees: the server, the column store, the policy against inline scripts. XUANGUAN_BROWSER names the Chromium.
"""
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
SCREENSHOTS = ROOT / "docs" / "screenshots"
# What a browser on a machine without a network must not try.
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
             "--disable-component-update", "--disable-sync"]
PHONE, TABLET, DESK = 360, 768, 1440


def pytest_collection_modifyitems(items):
    for item in items:
        if "journeys" in str(item.path):
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="session")
def house(tmp_path_factory):
    """The address of a running house with the demo in it."""
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
        for _attempt in range(120):
            try:
                urllib.request.urlopen(f"{address}/sign-in/", timeout=5)
                break
            except OSError:
                assert server.poll() is None, (var / "server.log").read_text()
                time.sleep(0.25)
        yield address
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

    def __init__(self, browser: Browser, house: str, *, width: int, language: str, theme: str = "light"):
        self.house, self.width, self.language = house, width, language
        self.context = browser.new_context(
            base_url=house, viewport={"width": width, "height": 800}, color_scheme=theme, device_scale_factor=1,
            locale={"en": "en-GB", "zh-hans": "zh-CN", "zh-hant": "zh-TW"}[language], has_touch=width == PHONE, is_mobile=width == PHONE)
        self.page: Page = self.context.new_page()
        self.complaints: list[str] = []
        self.page.on("console", lambda message: self.complaints.append(message.text) if message.type == "error" else None)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def sign_in(self, username: str) -> "Visitor":
        self.page.goto("/sign-in/")
        self.page.locator(f"form:has(input[name=person][value='{username}']) button").click()
        self.page.wait_for_url("**/")
        return self

    def open(self, address: str) -> Page:
        response = self.page.goto(address)
        assert response is not None
        assert response.status < 400, f"{address}: {response.status}"
        return self.page

    def check(self) -> None:
        """Nothing runs off the side, the accessibility checker finds nothing, and the console is silent."""
        over = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over <= 0, f"{self.page.url} is {over} px too wide at {self.width} px"
        found = Axe().run(self.page)
        assert found.violations_count == 0, f"{self.page.url} at {self.width} px:\n{found.generate_report()}"
        assert self.complaints == []

    def picture(self, name: str, *, full: bool = True) -> None:
        """A screenshot; into docs/screenshots where XUANGUAN_SCREENSHOTS is set, since pictures in a repository should change rarely."""
        if os.environ.get("XUANGUAN_SCREENSHOTS"):
            SCREENSHOTS.mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=SCREENSHOTS / f"{name}-{self.width}-{self.language}.png", full_page=full)


@pytest.fixture
def visitor(browser, house):
    """`visitor(width=…, language=…)` opens a new window for a new person."""
    opened: list[Visitor] = []

    def open_window(*, width: int = DESK, language: str = "zh-hans", theme: str = "light") -> Visitor:
        opened.append(Visitor(browser, house, width=width, language=language, theme=theme))
        return opened[-1]

    yield open_window
    for one in opened:
        one.context.close()

"""What hands do at a screen, counted: taps and fields are the burden a form lays on people. And small files to send."""
import io
import os
import time
from collections.abc import Callable

import xlsxwriter
from PIL import Image
from playwright.sync_api import Locator, Page


class Hands:
    """Counts every tap and every field that a person fills in or chooses."""

    def __init__(self, page: Page):
        self.page, self.taps, self.fields = page, 0, 0

    def tap(self, selector: str) -> None:
        self.taps += 1
        self.page.locator(selector).first.tap()

    def tap_and_go(self, selector: str) -> None:
        """A tap that opens another page."""
        with self.page.expect_navigation():
            self.tap(selector)

    def fill(self, field: Locator, value: str) -> None:
        """Tap into a field and type."""
        self.taps, self.fields = self.taps + 1, self.fields + 1
        field.fill(value)

    def choose(self, field: Locator, value: str) -> None:
        self.taps, self.fields = self.taps + 1, self.fields + 1
        field.select_option(value)

    def photograph(self, field: Locator, name: str) -> None:
        self.taps, self.fields = self.taps + 1, self.fields + 1
        field.set_input_files({"name": name, "mimeType": "image/jpeg", "buffer": photograph()})


def until(happens: Callable[[], bool], seconds: float = 10) -> None:
    """Waits until something is so. (The pages forbid what Playwright's own waiting for a condition does in them.)"""
    begun = time.monotonic()
    while not happens():
        assert time.monotonic() - begun < seconds, f"not so after {seconds} s"
        time.sleep(0.05)


def photograph(width: int = 640, height: int = 480) -> bytes:
    """A small JPEG that differs from every other, so that it is a file of its own."""
    picture = Image.frombytes("RGB", (16, 12), os.urandom(16 * 12 * 3)).resize((width, height))
    with io.BytesIO() as file:
        picture.save(file, "JPEG", quality=80)
        return file.getvalue()


def sheet(headings: list[str], rows: list[list[object]]) -> bytes:
    """A spreadsheet with these headings and rows."""
    with io.BytesIO() as file:
        with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
            page = book.add_worksheet()
            for place, row in enumerate([headings, *rows]):
                page.write_row(place, 0, row)
        return file.getvalue()

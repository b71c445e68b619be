"""Cleaning measured on whole documents: the corpus for development where it lies beside the project, else our own."""

import json
import re
from pathlib import Path

import pytest

from xuanguan.reading.cleaning import clean
from xuanguan.reading.documents import open_document

TESTS = Path(__file__).parents[1]
BESIDE = TESTS.parents[1] / "shared" / "corpus" / "dev"
OWN = TESTS / "corpora" / "bulletins"
# Of each corpus that is there: its gold, with the folder of what was read.
GOLD = [(gold, raw) for golds, raw in ((BESIDE / "gold", BESIDE / "raw"), (OWN, OWN)) for gold in sorted(golds.glob("*.json"))]


@pytest.mark.parametrize(("gold", "folder"), GOLD, ids=lambda path: path.stem)
def test_the_clean_text_is_the_body_to_the_letter(gold, folder):
    expected = json.loads(gold.read_text("utf-8"))
    raw = next(path for path in sorted(folder.glob(f"{gold.stem}.*")) if path.suffix != ".json")

    cleaned = clean(open_document(raw.read_bytes(), raw.name))

    assert re.sub(r"\s", "", cleaned.text.string) == re.sub(r"\s", "", expected["clean_text"])
    assert (cleaned.title, cleaned.date) == (expected["title"], expected["date"])

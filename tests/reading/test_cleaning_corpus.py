"""Cleaning measured on whole documents: the corpus for development where it lies beside the project, else our own."""

import json
import re
from pathlib import Path

import pytest

from xuanguan.reading.cleaning import clean
from xuanguan.reading.documents import open_document

TESTS = Path(__file__).parents[1]
BESIDE = TESTS.parents[1] / "shared" / "corpus" / "dev"
GOLD, RAW = (BESIDE / "gold", BESIDE / "raw") if BESIDE.is_dir() else (TESTS / "corpora" / "bulletins", TESTS / "corpora" / "bulletins")


@pytest.mark.parametrize("gold", sorted(GOLD.glob("*.json")), ids=lambda path: path.stem)
def test_the_clean_text_is_the_body_to_the_letter(gold):
    expected = json.loads(gold.read_text("utf-8"))
    raw = next(path for path in sorted(RAW.glob(f"{gold.stem}.*")) if path.suffix != ".json")

    cleaned = clean(open_document(raw.read_bytes(), raw.name))

    assert re.sub(r"\s", "", cleaned.text.string) == re.sub(r"\s", "", expected["clean_text"])
    assert (cleaned.title, cleaned.date) == (expected["title"], expected["date"])

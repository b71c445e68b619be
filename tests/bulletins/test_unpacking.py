"""Zips and e-mails are taken apart into documents; what could do harm stays shut."""
import io
import zipfile

import docx
import pytest

from tests.bulletins.sending import TEXT, mailed, zipped
from xuanguan.bulletins.unpacking import documents_in, documents_of
from xuanguan.common.files import UnfitFile


def names(data: bytes, name: str = "all.zip") -> list[str]:
    return [document.name for document in documents_in(data, name)]


def contents(data: bytes, name: str = "all.zip") -> dict[str, bytes]:
    return {document.name: document.load() for document in documents_in(data, name)}


def test_a_text_is_one_document():
    assert contents(TEXT.encode(), "a.txt") == {"a.txt": TEXT.encode()}


def test_a_docx_is_a_document_though_it_is_a_zip():
    written = io.BytesIO()
    docx.Document().save(written)

    assert names(written.getvalue(), "a.docx") == ["a.docx"]


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_names_are_read_as_windows_and_macos_write_them(encoding):
    files = {"三月/泸州简报.txt": b"1", "四月/资阳简报.txt": b"2"}

    assert contents(zipped(files, names=encoding)) == files


def test_names_that_say_they_are_utf8_are_kept():
    assert names(zipped({"三月/简报.txt": b"1"})) == ["三月/简报.txt"]


def test_what_systems_put_beside_the_documents_is_left_out():
    data = zipped({"a.txt": b"1", "__MACOSX/._a.txt": b"x", ".DS_Store": b"x", "b/Thumbs.db": b"x", "~$c.docx": b"x"})

    assert names(data) == ["a.txt"]


def test_an_archive_without_documents_is_told():
    with pytest.raises(UnfitFile, match="holds no document"):
        documents_in(zipped({"__MACOSX/x": b"1"}), "all.zip")


def test_a_bomb_is_not_opened():
    with pytest.raises(UnfitFile, match="keep this machine safe"):
        documents_in(zipped({"a.txt": b"0" * 30_000_000}), "bomb.zip")


def test_an_archive_inside_another_stays_shut():
    inner, = documents_in(zipped({"inner.zip": zipped({"a.txt": b"1"})}), "all.zip")

    with pytest.raises(UnfitFile, match="archive inside another"):
        inner.load()


def test_a_locked_document_is_told_and_the_others_open():
    locked = bytearray(zipped({"a.txt": b"1", "b.txt": b"2"}))
    directory = locked.index(b"PK\x01\x02")
    locked[directory + 8] |= 1
    first, second = documents_in(bytes(locked), "all.zip")

    with pytest.raises(UnfitFile, match="password"):
        first.load()
    assert second.load() == b"2"


def test_a_damaged_document_is_told():
    data = bytearray(zipped({"a.txt": TEXT.encode()}))
    data[45] ^= 0xFF
    damaged, = documents_in(bytes(data), "all.zip")

    with pytest.raises(UnfitFile, match="damaged"):
        damaged.load()


def test_a_document_in_a_zip_may_be_as_large_as_one_alone(settings):
    settings.DOCUMENT_LIMIT = 10
    large, = documents_in(zipped({"a.txt": b"01234567890123"}), "all.zip")

    with pytest.raises(UnfitFile, match="at most"):
        large.load()


def test_more_documents_than_a_request_takes_are_refused_with_the_way_out():
    with pytest.raises(UnfitFile, match=r"201 documents; 200 .* xuanguan import bulletins"):
        documents_in(zipped({f"{n:03}.txt": b"x" * n for n in range(201)}), "all.zip")


def test_several_files_together_are_counted_together():
    with pytest.raises(UnfitFile, match="5 documents; 4 "):
        documents_of([("a.zip", zipped({f"{n}.txt": b"x" for n in range(4)})), ("b.txt", b"x")], most=4)


def test_a_broken_archive_among_files_does_not_stop_the_others():
    broken, good = documents_of([("broken.zip", b"PK\x03\x04 and nothing more"), ("a.txt", b"x")])

    with pytest.raises(UnfitFile, match="damaged"):
        broken.load()
    assert good.load() == b"x"


def test_the_attachments_of_a_letter_are_documents_and_its_covering_note_is_none():
    data = mailed({"泸州简报.txt": TEXT.encode(), "b.docx": b"PK\x03\x04"})

    assert names(data, "letter.eml") == ["letter.eml/泸州简报.txt", "letter.eml/b.docx"]


def test_a_letter_that_is_a_bulletin_itself_is_read_beside_its_attachment():
    data = mailed({"b.txt": TEXT.encode()}, words=TEXT * 4)

    assert names(data, "letter.eml") == ["letter.eml", "letter.eml/b.txt"]


def test_a_letter_without_attachments_is_the_document():
    assert names(mailed({}, words=TEXT), "letter.eml") == ["letter.eml"]


def test_a_zip_in_a_letter_is_opened():
    data = mailed({"all.zip": zipped({"a.txt": b"1", "b.txt": b"2"})})

    assert [document.load() for document in documents_in(data, "letter.eml")] == [b"1", b"2"]


def test_an_attachment_whose_name_is_bare_gbk_keeps_its_name():
    data = mailed({"NAME.txt": TEXT.encode()}).replace(b'"NAME.txt"', '"简报.txt"'.encode("gb18030"))

    assert names(data, "letter.eml") == ["letter.eml/简报.txt"]


def test_a_zip_that_lies_about_a_size_gives_no_more_than_it_says():
    data = bytearray(zipped({"a.txt": b"0" * 1000}))
    directory = data.index(b"PK\x01\x02")
    data[directory + 24:directory + 28] = (10).to_bytes(4, "little")
    liar, = documents_in(bytes(data), "all.zip")

    with pytest.raises(UnfitFile, match="damaged"):
        liar.load()


def test_a_zip_holds_its_documents_in_order_of_their_names():
    with zipfile.ZipFile(written := io.BytesIO(), "w") as archive:
        for name in ("b.txt", "a.txt"):
            archive.writestr(name, name)

    assert names(written.getvalue()) == ["a.txt", "b.txt"]

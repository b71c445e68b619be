"""Uploads are known by their content, measured before they are opened, and refused in a sentence."""
import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from xuanguan.common.files import UnfitFile, known_file, read_upload
from xuanguan.common.pictures import GPS_TAG, has_place, showable, thumbnail, without_place


def picture(form: str = "JPEG", size: tuple[int, int] = (1200, 800), place: bool = False) -> bytes:
    out = io.BytesIO()
    image = Image.new("RGB", size, (180, 40, 30))
    exif = Image.Exif()
    if place:
        exif.get_ifd(GPS_TAG)[1] = "N"
        exif.get_ifd(GPS_TAG)[2] = (30.0, 39.0, 0.0)
    if form == "HEIF":
        import pillow_heif
        pillow_heif.register_heif_opener()
    image.save(out, form, exif=exif.tobytes())
    return out.getvalue()


def archive(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, data in members.items():
            zipped.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize(("data", "content_type"), [
    (picture("JPEG"), "image/jpeg"),
    (picture("PNG"), "image/png"),
    (picture("HEIF"), "image/heic"),
    (b"%PDF-1.7 ...", "application/pdf"),
    (archive({"word/document.xml": b"<w/>"}), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    (archive({"xl/workbook.xml": b"<w/>"}), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (archive({"OFD.xml": b"<o/>"}), "application/ofd"),
    (b"\x00\x00\x00\x18ftypmp42" + b"\x00" * 20, "video/mp4"),
])
def test_a_file_is_known_by_its_content_whatever_its_name_says(data, content_type):
    assert known_file(data, "a.exe").content_type == content_type


@pytest.mark.parametrize("data", [b"MZ\x90\x00 a program", b"<html><script>", b"#!/bin/sh", archive({"a.exe": b"x"}), b"\x00" * 40])
def test_what_is_neither_picture_nor_document_is_refused_by_name(data):
    with pytest.raises(UnfitFile, match=r"holiday\.jpg"):
        known_file(data, "holiday.jpg")


def test_a_zip_bomb_in_a_docx_is_measured_and_never_opened():
    bomb = archive({"word/document.xml": b"0" * 80_000_000})

    with pytest.raises(UnfitFile, match="would unpack to 76 MB"):
        known_file(bomb, "report.docx")


def test_a_picture_of_fifty_megabytes_is_refused_before_it_is_read():
    upload = SimpleUploadedFile("big.jpg", b"x")
    upload.size = 50 * 1024 * 1024

    with pytest.raises(UnfitFile, match=r"“big.jpg” is 50 MB; a file may have 20 MB at most"):
        read_upload(upload, limit=20 * 1024 * 1024)


def test_an_empty_file_is_refused():
    with pytest.raises(UnfitFile, match="is empty"):
        read_upload(SimpleUploadedFile("a.jpg", b""), limit=10)


def test_a_name_never_carries_a_path():
    assert known_file(picture(), "..\\..\\etc/passwd/p.jpg").name == "p.jpg"


def test_a_photograph_loses_its_place():
    sent = known_file(picture(place=True), "p.jpg")

    kept = without_place(sent)

    assert has_place(Image.open(io.BytesIO(sent.data)))
    assert not has_place(Image.open(io.BytesIO(kept.data)))


def test_a_heic_photograph_becomes_one_that_browsers_show():
    kept = showable(known_file(picture("HEIF"), "IMG_1.HEIC"))

    assert (kept.content_type, kept.name, Image.open(io.BytesIO(kept.data)).size) == ("image/jpeg", "IMG_1.jpg", (1200, 800))


def test_a_thumbnail_fits_its_frame():
    assert Image.open(io.BytesIO(thumbnail(known_file(picture(), "p.jpg")))).size == (480, 320)


def test_a_picture_cut_off_on_the_way_is_called_damaged():
    cut = picture("PNG", (2000, 2000))[:-500]

    with pytest.raises(UnfitFile, match="damaged"):
        thumbnail(known_file(cut, "p.png"))

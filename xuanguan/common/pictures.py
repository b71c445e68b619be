"""Photographs: turned upright, without their place unless it is wanted, and small copies for lists."""
import io
import warnings

from PIL import Image, ImageOps

from xuanguan.common.files import KnownFile, damaged_picture, opened_picture

THUMBNAIL = (480, 480)
# A browser cannot show HEIC: it is kept as JPEG. So is a picture whose place must go, at a quality that loses nothing visible.
QUALITY = 88
GPS_TAG = 0x8825


def without_place(file: KnownFile) -> KnownFile:
    """The photograph without GPS (and without any other notes of the camera but its orientation, which is applied)."""
    picture = decoded(file)
    if file.content_type in ("image/png", "image/gif") and not has_place(picture):
        return file
    upright = ImageOps.exif_transpose(picture)
    return jpeg(upright, file.name)


def showable(file: KnownFile) -> KnownFile:
    """The photograph as a browser can show it, with its notes: HEIC becomes JPEG, everything else stays as it came."""
    if file.content_type != "image/heic":
        return file
    picture = decoded(file)
    exif = picture.getexif()
    return jpeg(ImageOps.exif_transpose(picture), file.name, exif=exif.tobytes() if exif else b"")


def thumbnail(file: KnownFile) -> bytes:
    """A JPEG that fits THUMBNAIL, upright."""
    picture = decoded(file)
    small = ImageOps.exif_transpose(picture)
    small.thumbnail(THUMBNAIL)
    return jpeg(small, file.name).data


def has_place(picture: Image.Image) -> bool:
    return bool(picture.getexif().get_ifd(GPS_TAG))


def decoded(file: KnownFile) -> Image.Image:
    picture = opened_picture(file.data, file.name)
    if picture is None:
        raise damaged_picture(file.name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow warns of odd notes of cameras; the pixels are what counts
            picture.load()
    except (OSError, ValueError, SyntaxError, EOFError):
        raise damaged_picture(file.name) from None
    return picture


def jpeg(picture: Image.Image, name: str, exif: bytes = b"") -> KnownFile:
    out = io.BytesIO()
    flat = picture.convert("RGB") if picture.mode != "RGB" else picture
    flat.save(out, "JPEG", quality=QUALITY, optimize=True, **({"exif": exif} if exif else {}))
    return KnownFile(data=out.getvalue(), content_type="image/jpeg", name=name.rsplit(".", 1)[0] + ".jpg")

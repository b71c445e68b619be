"""Things to send: zips as different systems write them, e-mails with attachments."""
import io
import zipfile
from email.message import EmailMessage

TEXT = "3月12日，泸州市质量技术监督局在江阳区举办《质量发展纲要》讲座2场，参加人员260余人次。"


def zipped(files: dict[str, bytes], *, names: str = "") -> bytes:
    """A zip; with `names` the names are written in that encoding and the archive does not say so, as Windows and macOS do."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(placeholder(name, names) if names else name), data, zipfile.ZIP_DEFLATED)
    data = written.getvalue()
    for name in files if names else ():
        data = data.replace(placeholder(name, names).encode(), name.encode(names))
    return data


def placeholder(name: str, encoding: str) -> str:
    """As many letters as the name has bytes, so that one can stand for the other."""
    length = len(name.encode(encoding))
    return f"{sum(name.encode()):x}".ljust(length, "z")[:length]


def mailed(files: dict[str, bytes], *, words: str = "附件请查收。", subject: str = "报送简报") -> bytes:
    message = EmailMessage()
    message["Subject"], message["From"], message["Date"] = subject, "a@example.org", "Tue, 20 Mar 2012 10:00:00 +0800"
    message["MIME-Version"] = "1.0"
    message.set_content(words)
    for name, data in files.items():
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()

"""One address, one way of sending mail: smtp://, smtp+tls://, smtps://, console: or, without any, a folder."""
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

BACKENDS = "django.core.mail.backends"
# A mail server that does not answer must not hold up the others for long.
TIMEOUT = 20


def mailer_from(environment: Mapping[str, str], *, folder: Path) -> dict[str, Any]:
    """Django's settings for the mail server at XUANGUAN_EMAIL. Raises ValueError, in a sentence, for an address it cannot read."""
    address = environment.get("XUANGUAN_EMAIL", "")
    if not address:
        return {"BACKEND": f"{BACKENDS}.filebased.EmailBackend", "OPTIONS": {"file_path": str(folder)}}
    parts = urlsplit(address)
    if parts.scheme == "console":
        return {"BACKEND": f"{BACKENDS}.console.EmailBackend"}
    if parts.scheme not in ("smtp", "smtp+tls", "smtps") or not parts.hostname:
        # Never the address itself: it holds a password.
        raise ValueError("XUANGUAN_EMAIL should be smtp://, smtp+tls:// or smtps:// with the name of a server, or console:")
    tls, ssl = parts.scheme == "smtp+tls", parts.scheme == "smtps"
    return {"BACKEND": f"{BACKENDS}.smtp.EmailBackend", "OPTIONS": {
        "host": parts.hostname, "port": parts.port or (465 if ssl else 587 if tls else 25), "username": unquote(parts.username or ""),
        "password": unquote(parts.password or ""), "use_tls": tls, "use_ssl": ssl, "timeout": TIMEOUT}}

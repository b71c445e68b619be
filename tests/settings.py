"""Settings of the tests: a scratch folder, quick hashes, and a database that XUANGUAN_DATABASE may name."""
import os
import tempfile
from pathlib import Path

_scratch = Path(tempfile.mkdtemp(prefix="xuanguan-tests-"))
os.environ.setdefault("XUANGUAN_VAR", str(_scratch))
os.environ.setdefault("XUANGUAN_SECRET_KEY", "only-for-tests")

from xuanguan.config.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MEDIA_ROOT = _scratch / "media"
FIGURES_FOLDER = _scratch / "figures"
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
ALLOWED_HOSTS = ["*"]
if "sqlite" in DATABASES["default"]["ENGINE"]:  # noqa: F405
    DATABASES["default"]["TEST"] = {"NAME": str(_scratch / "test.sqlite3")}  # noqa: F405
LANGUAGE_CODE = "en"  # sentences are compared as they stand in the code; pages are walked in both languages by the journeys
CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}  # each test draws its own page

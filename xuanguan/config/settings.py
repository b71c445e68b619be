"""Settings. Everything that differs between installations comes from the environment; secrets never stand here."""
import os
from pathlib import Path

from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from xuanguan.config.databases import database_from
from xuanguan.config.mail import mailer_from

BASE = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("XUANGUAN_VAR", BASE.parent / "var"))

# Demo mode offers the demo accounts on the sign-in page. It is off unless switched on, and `xuanguan serve --demo` does.
DEMO = os.environ.get("XUANGUAN_DEMO") == "1"
DEBUG = os.environ.get("XUANGUAN_DEBUG") == "1"

_secret_file = VAR / "secret"


def _secret_key() -> str:
    """The key from the environment, or one made once and kept under var/, readable by its owner only."""
    if key := os.environ.get("XUANGUAN_SECRET_KEY"):
        return key
    if not _secret_file.exists():
        from django.core.management.utils import get_random_secret_key
        VAR.mkdir(parents=True, exist_ok=True)
        try:
            handle = os.open(_secret_file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            with os.fdopen(handle, "w") as file:
                file.write(get_random_secret_key())
        except FileExistsError:
            pass  # another process made it a moment ago
    return _secret_file.read_text()


SECRET_KEY = _secret_key()
ALLOWED_HOSTS = os.environ.get("XUANGUAN_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("XUANGUAN_ORIGINS", "").split(",") if o]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "axes",
    "django_htmx",
    "xuanguan.common",
    "xuanguan.design",
    "django.forms",              # its templates of widgets, so that ours (in design) come before them
    "xuanguan.audit",
    "xuanguan.accounts",
    "xuanguan.notices",
    "xuanguan.organisations",
    "xuanguan.policies",
    "xuanguan.campaigns",
    "xuanguan.activities",
    "xuanguan.figures",
    "xuanguan.bulletins",
    "xuanguan.demo",
    "xuanguan.web",
    "xuanguan.web.accounts",
    "xuanguan.web.notices",
    "xuanguan.web.organisations",
    "xuanguan.web.policies",
    "xuanguan.web.campaigns",
    "xuanguan.web.activities",
    "xuanguan.web.figures",
    "xuanguan.web.bulletins",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "xuanguan.web.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "xuanguan.web.figures.refresh.RefreshFiguresMiddleware",
    "xuanguan.web.errors.SentencesMiddleware",
    "xuanguan.web.reads.ReadsCannotWriteMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "xuanguan.web.urls"
WSGI_APPLICATION = "xuanguan.config.wsgi.application"

FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [{
    "BACKEND": "django.template.backends.django.DjangoTemplates",
    "APP_DIRS": True,
    "OPTIONS": {
        "context_processors": [
            "django.template.context_processors.request",
            "django.template.context_processors.i18n",
            "django.contrib.auth.context_processors.auth",
            "django.contrib.messages.context_processors.messages",
            "xuanguan.web.context.house",
        ],
        "builtins": ["django.templatetags.i18n", "django.templatetags.static", "django.contrib.humanize.templatetags.humanize",
                     "xuanguan.design.templatetags.design"],
    },
}]

# sqlite:///var/xuanguan.sqlite3 or postgresql://user:password@host:port/name
DATABASES = {"default": database_from(os.environ.get("XUANGUAN_DATABASE", f"sqlite:///{VAR / 'xuanguan.sqlite3'}"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# The figures live in a column store: files on this machine (duckdb:///), or a cluster that they feed (clickhouse://…).
FIGURES = os.environ.get("XUANGUAN_FIGURES", "duckdb:///")
# One file per generation, in this folder.
FIGURES_FOLDER = Path(os.environ.get("XUANGUAN_FIGURES_FOLDER", VAR / "figures"))
FIGURES_THREADS = int(os.environ.get("XUANGUAN_FIGURES_THREADS", "2"))
FIGURES_MEMORY = os.environ.get("XUANGUAN_FIGURES_MEMORY", "512MB")

# A folder of fonts for PDFs, beside those of the machine: where the official ones lie, if there are any.
FONTS_FOLDER = os.environ.get("XUANGUAN_FONTS", "")

# Boundaries for maps, an optional pack (`xuanguan boundaries` makes one); without it maps are squares.
BOUNDARIES = os.environ.get("XUANGUAN_BOUNDARIES", str(VAR / "boundaries.json"))

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "accounts:sign-in"
LOGIN_REDIRECT_URL = "today"
LOGOUT_REDIRECT_URL = "accounts:sign-in"

# Five failures for one name from one address lock that pair for a quarter of an hour.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "xuanguan.web.accounts.views.locked_out"
AXES_VERBOSE = False
AXES_CLIENT_IP_CALLABLE = "xuanguan.web.accounts.views.client_address"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English"), ("zh-hant", "繁體中文")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = os.environ.get("XUANGUAN_TIME_ZONE", "Asia/Shanghai")
# Whose public holidays and working weekends count.
COUNTRY = os.environ.get("XUANGUAN_COUNTRY", "CN")
FORMAT_MODULE_PATH = ["xuanguan.config.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
MEDIA_ROOT = Path(os.environ.get("XUANGUAN_MEDIA", VAR / "media"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Names with a hash in production and demo; the plain names where tests and development serve from the sources.
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG

# Drawn pages of figures, kept in each worker's memory (web.figures.overview).
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 200}}}

# What one upload may weigh; a form with several files may carry several.
EVIDENCE_LIMIT = 20 * 1024 * 1024
DOCUMENT_LIMIT = 20 * 1024 * 1024
SHEET_LIMIT = 10 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o640

SECURE_CSP = {
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:", "blob:"],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# Behind HTTPS, XUANGUAN_HTTPS=1 makes cookies secure and sends strict transport security.
HTTPS = os.environ.get("XUANGUAN_HTTPS") == "1"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
# A form that was open over a lost session is given back with what was typed in it (web.errors).
CSRF_FAILURE_VIEW = "xuanguan.web.errors.form_expired"

MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
# A server named in the environment sends mail. Without one the mails are written into a folder, where they can be looked at.
MAILERS = {"default": mailer_from(os.environ, folder=VAR / "mail")}
DEFAULT_FROM_EMAIL = SERVER_EMAIL = os.environ.get("XUANGUAN_EMAIL_FROM", "xuanguan@localhost")
# What links in mails and calendars begin with: they are read elsewhere.
SITE_ADDRESS = os.environ.get("XUANGUAN_ADDRESS", "http://127.0.0.1:8000").rstrip("/")
# W047: a name, grant or affiliation without a first day is held unique by PostgreSQL; SQLite cannot, and the actions check it there.
SILENCED_SYSTEM_CHECKS = ["axes.W003", "models.W047"]

LOGGING = {
    "version": 1, "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "loggers": {"xuanguan": {"handlers": ["console"], "level": "INFO"}, "axes": {"level": "ERROR"}},
}
PRODUCT_NAME = _("Xuanguan")

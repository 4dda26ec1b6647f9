"""What every way of running Mingzhi shares."""

from datetime import timedelta

from mingzhi.site.settings import environment as env

BASE_DIR = env.ROOT
VAR = env.VAR
MODE = env.text("MODE", "demo")
SECRET_KEY = env.text("SECRET_KEY", "demo-only-secret-never-used-in-production")
DEBUG = False
ALLOWED_HOSTS = env.words("HOSTS", "127.0.0.1,localhost,[::1]")
CSRF_TRUSTED_ORIGINS = env.words("ORIGINS")
PUBLIC_URL = env.text("PUBLIC_URL", f"http://127.0.0.1:{env.text('PORT', '8000')}").rstrip("/")
LOG_ORIGIN = env.text("LOG_ORIGIN", "mingzhi.demo.example")
PAPER_FONTS = env.text("PAPER_FONTS")
PAPER_FACES = env.words("PAPER_FACES")
CHANNELS_FILE = env.text("CHANNELS_FILE", str(VAR / "channels.toml"))
# Inner networks and further ports of partners that may be called (exchange/reach.py); nobody's by default.
PARTNER_NETWORKS = env.words("PARTNER_NETWORKS")
PARTNER_PORTS = env.words("PARTNER_PORTS")
LOG_KEY_FILE = env.text("LOG_KEY_FILE", str(VAR / "log-keys"))
LOG_JOURNAL = env.text("LOG_JOURNAL", str(VAR / "log-journal"))

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "mingzhi.calendars",
    "mingzhi.ledger",
    "mingzhi.trail",
    "mingzhi.disclosure",
    "mingzhi.identity",
    "mingzhi.catalogue",
    "mingzhi.records",
    "mingzhi.review",
    "mingzhi.cases",
    "mingzhi.supervision",
    "mingzhi.workbench",
    "mingzhi.partydesk",
    "mingzhi.portal",
    "mingzhi.exchange",
    "mingzhi.site",
]

# Addresses or networks of the proxies in front of the server, whose X-Forwarded-… headers are believed.
PROXIES = env.words("PROXIES")

MIDDLEWARE = [
    "mingzhi.site.gateway.proxies.behind_proxies",
    "mingzhi.site.gateway.public_answers.PublicAnswers",
    "django.middleware.security.SecurityMiddleware",
    "mingzhi.site.gateway.security.content_security",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "mingzhi.identity.middleware.ActorMiddleware",
    "mingzhi.site.gateway.refusals.RefusalMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "mingzhi.site.urls"
WSGI_APPLICATION = "mingzhi.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [("mingzhi.site.folding.Loader", ["django.template.loaders.app_directories.Loader"])],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "mingzhi.site.gateway.context.shell",
            ],
        },
    },
]

DATABASES = {"default": env.database()}
STORAGES = env.storages()
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
AUTH_USER_MODEL = "identity.Account"
LOGIN_URL = "/account/login/"
LOGIN_REDIRECT_URL = "/work/"
LOGOUT_REDIRECT_URL = "/account/login/"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LOCALE_PATHS = [env.ROOT / "mingzhi" / "site" / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
# Public answers are given again from memory while no notice moves, for so many seconds at most (0: never).
PUBLIC_CACHE_SECONDS = env.whole("PUBLIC_CACHE_SECONDS", 2)
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Login: a name is locked after five wrong passwords, for a quarter of an hour, from wherever they came;
# attempts while it is locked do not prolong it. Counted by name over all addresses and browsers (axes.W006),
# but for browsers in which that name has logged in before: each is counted by itself.
AXES_FAILURE_LIMIT = env.whole("LOGIN_ATTEMPTS", 5)
AXES_COOLOFF_TIME = timedelta(minutes=env.whole("LOGIN_LOCK_MINUTES", 15))
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_USERNAME_CALLABLE = "mingzhi.identity.browsers.counted_as"
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
AXES_LOCKOUT_TEMPLATE = "account/locked.html"
AXES_LOCKOUT_CALLABLE = "mingzhi.identity.sessions.locked_out"
SILENCED_SYSTEM_CHECKS = ["axes.W006"]
# A session ends after this long without a request, and in any case after the second limit.
SESSION_IDLE_SECONDS = env.whole("SESSION_IDLE_MINUTES", 30) * 60
SESSION_ABSOLUTE_SECONDS = env.whole("SESSION_HOURS", 8) * 3600
SESSION_COOKIE_AGE = SESSION_ABSOLUTE_SECONDS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "mingzhi.site.gateway.refusals.page_is_old"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

# What went wrong goes to the error stream with its trace; nothing of a request's content is written.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stream": {"class": "logging.StreamHandler"}},
    "loggers": {
        "django": {"handlers": ["stream"], "level": "ERROR", "propagate": False},
        "mingzhi": {"handlers": ["stream"], "level": "INFO", "propagate": False},
    },
}

if env.flag("COUNT_QUERIES"):
    MIDDLEWARE.insert(0, "mingzhi.site.gateway.counting.CountQueries")

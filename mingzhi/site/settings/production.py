"""Production: refuses to start with demo secrets."""

from django.core.exceptions import ImproperlyConfigured

from mingzhi.site.settings import environment as env
from mingzhi.site.settings.base import *  # noqa: F403
from mingzhi.site.settings.base import LOG_ORIGIN, PUBLIC_URL, SECRET_KEY

_MISSING = [
    name
    for name, wrong in (
        (
            "MINGZHI_SECRET_KEY",
            SECRET_KEY.startswith("demo-") or len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 5,
        ),
        ("MINGZHI_DATABASE_URL", not env.text("DATABASE_URL")),
        ("MINGZHI_STORAGE_URL", not env.text("STORAGE_URL")),
        ("MINGZHI_HOSTS", not env.text("HOSTS") or "*" in env.words("HOSTS")),
        ("MINGZHI_PUBLIC_URL", not PUBLIC_URL.startswith("https://")),
        ("MINGZHI_LOG_ORIGIN", LOG_ORIGIN.endswith(".example")),
        ("MINGZHI_LOG_KEY_FILE", not env.text("LOG_KEY_FILE")),
    )
    if wrong
]
if _MISSING:
    raise ImproperlyConfigured(
        "Production mode refuses to start: set a value of your own for " + ", ".join(_MISSING)
    )

PROXIES = env.words("PROXIES", "127.0.0.1,::1")
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SECURE_HSTS_SECONDS = 31_536_000
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

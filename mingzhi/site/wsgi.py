"""The WSGI application that the server loads."""

import gc
import os

from django.core.wsgi import get_wsgi_application

from mingzhi.site.modes import settings_module

os.environ.setdefault("DJANGO_SETTINGS_MODULE", settings_module())
whole = get_wsgi_application()

from mingzhi.site.gateway.early_answers import EarlyAnswers  # noqa: E402 -- what it imports asks for the settings

application = EarlyAnswers(whole)

# What is loaded now stays until the end: the collector need not look at it again, nor look so often.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 50)

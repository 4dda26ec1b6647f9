"""Which settings module a mode stands for."""

import os


def settings_module() -> str:
    """Return the settings module of MINGZHI_MODE (demo, production or test; default demo)."""
    mode = os.environ.get("MINGZHI_MODE", "demo")
    if mode not in {"demo", "production", "test"}:
        raise SystemExit("MINGZHI_MODE is demo, production or test")
    return f"mingzhi.site.settings.{mode}"

"""Tags of the workbench (``{% load work %}``)."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.translation import gettext

from mingzhi.kernel.actor import Actor
from mingzhi.workbench.navigation import places_for
from mingzhi.workbench.showing import core as showing

register = template.Library()


@register.inclusion_tag("work/nav_items.html")
def work_nav(actor: Actor, path: str) -> dict[str, object]:
    """Show the main navigation with the present place marked."""
    places = [(place.url, place.icon, place.title) for place in places_for(actor)]
    here = max((url for url, _icon, _title in places if path.startswith(url)), key=len, default="")
    return {"places": places, "here": here}


@register.filter
def core_rows(core: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return the parts of a content core as (label, words)."""
    return showing.core_rows(core or {})


@register.filter
def core_part(name: str) -> str:
    """Return the title of a part of the content core."""
    return gettext(showing.PARTS.get(name, name))

"""Describe a notice for machines on its page (schema.org); the party is left out on purpose."""

import json
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from mingzhi.disclosure.queries.views import NoticeView, VersionView

_UNSAFE = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def described(view: NoticeView, shown: VersionView, address: str) -> SafeString:
    """Return the description as JSON-LD that may stand in a page: data, never run, no sign that ends it."""
    text = json.dumps(_document(view, shown, address), ensure_ascii=False).translate(_UNSAFE)
    return mark_safe(text)  # noqa: S308 -- every sign that could leave the element is escaped above


def _document(view: NoticeView, shown: VersionView, address: str) -> dict[str, Any]:
    document: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "DigitalDocument",
        "@id": address,
        "url": address,
        "name": shown.title,
        "identifier": [shown.document_number, f"urn:uuid:{view.uid}"],
        "inLanguage": "zh-Hans",
        "genre": view.kind_title,
        "version": shown.number,
        "dateCreated": view.decided_on.isoformat(),
        "datePublished": view.first_published_at.isoformat(),
        "dateModified": shown.since.isoformat(),
        "isAccessibleForFree": True,
        "publisher": {
            "@type": "GovernmentOrganization",
            "name": view.agency_name,
            "identifier": view.agency_code,
            "areaServed": view.region_name,
        },
    }
    if view.expires_on:
        document["expires"] = view.expires_on.isoformat()
    if shown.pdf_sha256:
        document["encoding"] = {
            "@type": "MediaObject",
            "contentUrl": f"{settings.PUBLIC_URL}{reverse('portal:document', args=[view.uid])}",
            "encodingFormat": "application/pdf",
            "sha256": shown.pdf_sha256,
        }
    return document

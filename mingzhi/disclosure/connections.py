"""The file of connections: where the outlets of each agency are reached, and with which credentials.

It belongs to whoever runs the system (``MINGZHI_CHANNELS_FILE``, mode 0600), not to the database: an
address and its credentials stand together, so nobody can lead credentials to another address through a
form, and no secret reaches the record, a backup or a page.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from mingzhi.disclosure.rules.outlets import KINDS
from mingzhi.kernel.refusal import NotNow
from mingzhi.kernel.wording import gettext_noop as _

_OPEN_TO_OTHERS = 0o077


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """One entry of the file. ``values`` hold the credentials; they are never shown nor recorded."""

    agency: str
    name: str
    kind: str
    address: str
    values: Mapping[str, Any] = field(repr=False)

    @property
    def host(self) -> str:
        """The host, which may be shown."""
        return urlsplit(self.address).netloc

    @property
    def missing(self) -> list[str]:
        """The keys that this kind needs and the entry lacks."""
        return [key for key in KINDS[self.kind].needs if not self.values.get(key)]


def connections(agency: str) -> list[Connection]:
    """Return what the file holds for an agency; raises NotNow when the file cannot be used."""
    return [row for row in all_connections() if row.agency == agency]


def connection(agency: str, name: str) -> Connection | None:
    """Return one connection of an agency; None when the file does not know it."""
    return next((row for row in connections(agency) if row.name == name), None)


def all_connections() -> list[Connection]:
    """Return what the file holds for everybody; raises NotNow when the file cannot be used."""
    path = Path(settings.CHANNELS_FILE)
    try:
        mode = path.stat().st_mode
    except OSError:
        return []
    if mode & _OPEN_TO_OTHERS:
        raise _unusable(_("连接文件可以被其他用户读取，不使用。"), _("请由运维人员把文件权限改为 0600。"))
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        return [_entry(row) for row in table.get("connection", [])]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        way_out = _("请由运维人员按设置说明改正文件。")
        raise _unusable(_("连接文件不能读取或者格式不对。"), way_out) from error


def _entry(row: Mapping[str, Any]) -> Connection:
    kind = KINDS[row["kind"]]
    taken = {"agency", "name", "kind", "address"}
    return Connection(
        agency=str(row["agency"]),
        name=str(row["name"]),
        kind=kind.code,
        address=str(row.get("address") or kind.address),
        values={key: value for key, value in row.items() if key not in taken},
    )


def _unusable(sentence: str, way_out: str) -> NotNow:
    return NotNow("disclosure.connections", sentence, way_out=way_out)

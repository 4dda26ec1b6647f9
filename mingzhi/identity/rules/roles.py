"""Roles as data: read and check ``identity/data/roles.toml``."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mingzhi.identity.rules.levels import CAPABILITIES, CertificateKind


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleSpec:
    """One role: what it gives outright, and what only together with a valid certificate.

    ``certified`` capabilities vanish on the day the certificate is expired, suspended or withdrawn
    (行政处罚法 第四十二条第一款).
    """

    code: str
    title: str
    order: int
    capabilities: tuple[str, ...]
    certified: tuple[str, ...] = ()
    certificate: str = ""
    guide: str = ""


def read_roles(text: str) -> tuple[RoleSpec, ...]:
    """Read the role table; raises ValueError for unknown capabilities or certificate kinds."""
    table: Mapping[str, Any] = tomllib.loads(text)
    return tuple(_role(order, entry) for order, entry in enumerate(table["role"], start=1))


def _role(order: int, entry: Mapping[str, Any]) -> RoleSpec:
    spec = RoleSpec(
        code=entry["code"],
        title=entry["title"],
        order=order,
        capabilities=tuple(entry["capabilities"]),
        certified=tuple(entry.get("certified", ())),
        certificate=entry.get("certificate", ""),
        guide=entry.get("guide", ""),
    )
    unknown = {*spec.capabilities, *spec.certified} - CAPABILITIES.keys()
    if unknown:
        raise ValueError(f"role {spec.code} names unknown capabilities: {', '.join(sorted(unknown))}")
    if bool(spec.certified) != bool(spec.certificate):
        raise ValueError(f"role {spec.code}: certified capabilities and certificate belong together")
    if spec.certificate:
        CertificateKind(spec.certificate)
    return spec

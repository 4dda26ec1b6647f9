"""The seals that acts made of their own rows, computed again."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from typing import Any

from django.apps import apps
from django.db.models import Model
from django.utils.translation import gettext as _

from mingzhi.trail.models import ActSeal
from mingzhi.trail.rules.row_digest import line

ROWS = "rows"
"""Under this name an entry has the digest of the rows its act wrote."""
Rows = Sequence[Sequence[Any]]
"""(table, columns, keys), by table."""
Lines = Mapping[tuple[str, tuple[str, ...]], Mapping[int, bytes]]
_CHUNK = 500


def digest(salt: str, rows: Rows, lines: Lines) -> str:
    """Return the digest of rows whose lines were read; raises LookupError for one that is not there."""
    state = hashlib.sha256(bytes.fromhex(salt))
    for table, columns, keys in rows:
        state.update(line([table, columns]))
        own = lines[table, tuple(columns)]
        for key in keys:
            state.update(own[key])
    return state.hexdigest()


def check() -> Iterator[str]:
    """Compute every seal of an act's rows again; yield the problems in words."""
    seals = ActSeal.objects.select_related("entry").order_by("pk").iterator(chunk_size=_CHUNK)
    while part := list(islice(seals, _CHUNK)):
        lines = read(seal.rows for seal in part)
        for seal in part:
            if not _holds(seal, lines):
                yield _("条目 %(uid)s 所写的数据行与其封存不一致。") % {"uid": seal.entry.uid}


def _holds(seal: ActSeal, lines: Lines) -> bool:
    try:
        return bool(digest(seal.salt, seal.rows, lines) == seal.entry.hashes.get(ROWS))
    except (LookupError, TypeError, ValueError):
        return False


def read(many: Iterable[Rows]) -> Lines:
    """Read the rows of several seals as they stand now: one question for each table."""
    wanted: dict[tuple[str, tuple[str, ...]], set[int]] = {}
    for rows in many:
        for table, columns, keys in _well_formed(rows):
            wanted.setdefault((table, tuple(columns)), set()).update(keys)
    return {key: _lines(*key, keys) for key, keys in wanted.items()}


def _well_formed(rows: Any) -> Iterator[tuple[str, list[str], list[int]]]:
    """Pass over what no act writes: somebody may have altered the seal itself."""
    for one in rows if isinstance(rows, list) else ():
        match one:
            case [str() as table, [*columns], [*keys]] if table in _models():
                known = {field.attname for field in _models()[table]._meta.concrete_fields}
                if known.issuperset(columns) and all(isinstance(key, int) for key in keys):
                    yield table, columns, keys


def _lines(table: str, columns: Sequence[str], keys: Iterable[int]) -> Mapping[int, bytes]:
    found = _models()[table]._base_manager.filter(pk__in=list(keys)).values_list("pk", *columns)
    return {key: line([key, *values]) for key, *values in found}


@cache
def _models() -> Mapping[str, type[Model]]:
    return {model._meta.db_table: model for model in apps.get_models()}

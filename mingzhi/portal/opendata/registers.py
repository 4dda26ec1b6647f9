"""The public registers as open data: every entry of every newest edition, in lines, sheets and one database.

Before a register is written its entries are held against the digest that was sealed with the edition. One
of which an entry is missing or touched is left out and named in the manifest; all others are written.
"""

import hashlib
import json
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Self

from mingzhi.disclosure.queries import bulk_registers
from mingzhi.disclosure.queries.bulk_registers import SealedEdition
from mingzhi.disclosure.rules.register import Register
from mingzhi.disclosure.rules.register_lines import RegisterLine
from mingzhi.disclosure.rules.registers import REGISTERS
from mingzhi.kernel.canonical import canonical
from mingzhi.portal.opendata.cells import moment
from mingzhi.portal.opendata.register_columns import of_register
from mingzhi.portal.opendata.writing import CsvFile, Finished, SqliteFile, TextFile, chunks
from mingzhi.portal.registering import entry_link

SHEETS = "registers"
_LINE = "canonical"
"""The last column of each table of the database: the entry in canonical form, of which the digest is made."""


class Registers:
    """The files of the registers: ``write`` them beside, ``finish`` puts them in place.

    ``editions`` has the newest edition of each register that was written, ``touched`` of each left out.
    """

    def __init__(self, folder: Path) -> None:
        self._files = ExitStack()
        open_file = self._files.enter_context
        self._entries = open_file(TextFile(folder, "registers.jsonl"))
        self._told = open_file(TextFile(folder, "editions.jsonl"))
        self._database = open_file(SqliteFile(folder, "registers.sqlite"))
        self._sheets = {
            code: open_file(CsvFile(folder, f"{SHEETS}/{code}.csv", of_register(register)))
            for code, register in REGISTERS.items()
        }
        self.editions: dict[str, int] = {}
        self.touched: dict[str, int] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_outcome: object) -> None:
        self._files.close()

    def write(self) -> None:
        """Write every edition, and every entry of each register that is what was sealed."""
        newest = _editions(self._told)
        for register in REGISTERS.values():
            edition = newest.get(register.code)
            if not _is_sealed(register.code, edition):
                self.touched[register.code] = edition.number if edition else 0
                continue
            self._register(register)
            if edition:
                self.editions[register.code] = edition.number

    def _register(self, register: Register) -> None:
        self._database.table(register.code, of_register(register), _LINE)
        for batch in chunks(bulk_registers.standing(register.code)):
            forms = [canonical(line.content()) for line in batch]
            rows = [_cells(register, line) for line in batch]
            self._entries.write("".join(_told(register.code, line) for line in batch), len(batch))
            self._sheets[register.code].add(rows)
            whole = [(*row, form) for row, form in zip(rows, forms, strict=True)]
            self._database.add(register.code, whole, len(whole))

    def finish(self) -> list[Finished]:
        """Put the files in place; a sheet of a register that was left out is not there any more."""
        whole = [code for code in REGISTERS if code not in self.touched]
        texts = (self._told, self._entries, *(self._sheets[code] for code in whole))
        for code in self.touched:
            self._sheets[code].path.unlink(missing_ok=True)
        return [*(file.finish() for file in texts), self._database.finish((c, "key") for c in whole)]


def _is_sealed(code: str, edition: SealedEdition | None) -> bool:
    """Tell whether the entries held now are those that were sealed with the newest edition."""
    digest, count = hashlib.sha256(b"["), 0
    try:
        for line in bulk_registers.standing(code):
            digest.update((b"," if count else b"") + canonical(line.content()))
            count += 1
    except (TypeError, ValueError):  # what somebody put there was never an entry
        return False
    digest.update(b"]")
    if edition is None:
        return count == 0
    return (count, digest.hexdigest()) == (edition.rows, edition.digest)


def _editions(file: TextFile) -> dict[str, SealedEdition]:
    """Write a line for each edition; return the newest of each register."""
    newest = {}
    for row in bulk_registers.editions():
        file.write(edition_line(row), 1)
        newest[row.register] = row
    return newest


def edition_line(row: SealedEdition) -> str:
    """Return the line of an edition: what is said of it, and the committed content with its salt."""
    said = {
        "register": row.register,
        "edition": row.number,
        "published_at": moment(row.published_at),
        "added": row.added,
        "removed": row.removed,
        "commitment": row.commitment,
        "salt": row.salt,
        "content": json.loads(row.content),
    }
    return _json(said)


def _cells(register: Register, line: RegisterLine) -> list[str]:
    """Return the cells of an entry, in the order of ``register_columns``."""
    values = (line.values.get(column.code, "") for column in register.columns)
    until = line.until.isoformat() if line.until else ""
    return [line.key, line.since.isoformat(), until, *values, entry_link(register.code, line.key)]


def _told(code: str, line: RegisterLine) -> str:
    return _json({"register": code, "url": entry_link(code, line.key), **line.content()})


def _json(said: dict[str, Any]) -> str:
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")) + "\n"

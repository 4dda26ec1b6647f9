"""Post information boards of service windows (岗位信息公示牌), from the public registers alone."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import segno
from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from mingzhi.disclosure.queries import registers
from mingzhi.disclosure.queries.registers import Asked
from mingzhi.disclosure.rules.register_lines import RegisterLine
from mingzhi.kernel.refusal import NotKnown
from mingzhi.kernel.wording import gettext_noop as _

PROGRESS = "/desk/"
"""Where a party opens its matter by the code of a paper; another face, so only its address is known here."""
_BETWEEN = re.compile(r"[；;、，,\n]")
_NOTE = re.compile(r"^(?P<name>[^（(]+?)\s*(?:[（(](?P<note>[^）)]*)[）)])?$")
_CHANNELS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class OnDuty:
    """Somebody at the window: certificate and its state today where the register of officers holds one."""

    name: str
    note: str = ""
    certificates: Sequence[Mapping[str, str]] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """What is done here; ``guide`` is the key of its service guide where there is one."""

    name: str
    guide: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """Everything a board says, as the registers stand on a day."""

    key: str
    on: date
    values: Mapping[str, str]
    duties: Sequence[str]
    matters: Sequence[Matter]
    materials: Sequence[str]
    samples: Sequence[str]
    staff: Sequence[OnDuty]
    channels: Sequence[Mapping[str, str]]
    edition: int = 0

    @property
    def complaints_covered(self) -> bool:
        """Tell whether the register of channels says all the window's own line on complaints says."""
        own = self.values.get("complaints", "")
        return any(one.get("name") and one["name"] in own for one in self.channels)

    @property
    def address(self) -> str:
        """The permanent address of the window's entry: guides, history and receipts start there."""
        return settings.PUBLIC_URL + reverse("portal:register_entry", args=["windows", self.key])

    @property
    def progress(self) -> str:
        """The address where a party asks how its matter stands."""
        return settings.PUBLIC_URL + PROGRESS

    @property
    def entry_code(self) -> SafeString:
        """The address of the entry as a drawing to be scanned."""
        return drawn(self.address)

    @property
    def progress_code(self) -> SafeString:
        """The address of the progress query as a drawing to be scanned."""
        return drawn(self.progress)


def drawn(address: str) -> SafeString:
    """Draw an address as a QR code; beside it the address stands in letters."""
    code = segno.make(address, error="m")
    svg = code.svg_inline(border=4, light="#fff", dark="#000", omitsize=True)
    return mark_safe(svg.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1))  # noqa: S308


def board_of(key: str, on: date) -> Board:
    """Return the board of a window standing on a day; raises NotKnown for any other."""
    line = next((one for one in registers.history("windows", key) if one.holds(on)), None)
    if line is None:
        raise NotKnown("portal.board", _("这个窗口今天没有岗位信息公示牌。"))
    said = line.values
    agency = said.get("agency", "")
    newest = next(iter(registers.editions("windows", limit=1)), None)
    return Board(
        key=line.key,
        on=on,
        values=said,
        duties=lines_of(said.get("duties", "")),
        matters=_matters(lines_of(said.get("matters", "")), on),
        materials=lines_of(said.get("materials", "")),
        samples=lines_of(said.get("samples", "")),
        staff=_staff(said.get("staff", ""), agency, on),
        channels=_channels(agency, on),
        edition=newest.number if newest else 0,
    )


def lines_of(text: str) -> list[str]:
    """Return the lines of an entry without empty ones."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def _matters(names: Sequence[str], on: date) -> list[Matter]:
    guides = {line.values.get("name", ""): line.key for line in registers.named("guides", names, on=on)}
    return [Matter(name=name, guide=guides.get(name, "")) for name in names]


def people_of(text: str) -> Iterator[tuple[str, str]]:
    """Yield name and note of everybody: 罗青（窗口负责人）；沈禾."""
    for part in _BETWEEN.split(text):
        match = _NOTE.match(part.strip())
        if match:
            yield match["name"].strip(), match["note"] or ""


def _staff(text: str, agency: str, on: date) -> list[OnDuty]:
    people = list(people_of(text))
    held: dict[str, list[Mapping[str, str]]] = {}
    for line in registers.named("officers", (name for name, _note in people), on=on, agency=agency):
        held.setdefault(line.values.get("name", ""), []).append(line.values)
    return [OnDuty(name=name, note=note, certificates=held.get(name, ())) for name, note in people]


def _channels(agency: str, on: date) -> list[Mapping[str, str]]:
    page = registers.browse(
        "complaints", Asked(facets={"agency": agency}, on=on), limit=_CHANNELS, facets=False
    )
    return [line.values for line in page.lines]


def boards_on(on: date, after: str, *, limit: int) -> tuple[Sequence[RegisterLine], str]:
    """Return the windows standing on a day and the key after which to go on."""
    page = registers.browse("windows", Asked(on=on, after=after), limit=limit, facets=False)
    return page.lines, page.after

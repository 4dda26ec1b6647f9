"""Compose a text from sentences and remember what was planted where."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from mingzhi.redaction import Kind, Known
from mingzhi.redaction.tests.corpus import spelling
from mingzhi.redaction.tests.corpus.drawing import AGENCY_PHONE, PREMISES, Draw
from mingzhi.redaction.tests.corpus.fifth import FIFTH
from mingzhi.redaction.tests.corpus.fourth import FOURTH
from mingzhi.redaction.tests.corpus.second import SECOND
from mingzhi.redaction.tests.corpus.sentences import BY_KIND, FRESH
from mingzhi.redaction.tests.corpus.sixth import SIXTH
from mingzhi.redaction.tests.corpus.staying import OFFICERS, Public
from mingzhi.redaction.tests.corpus.third import THIRD

_SLOT = re.compile(r"\{([!=+~#]?)([^{}/]+)(?:/(\w+))?\}")
_WRITTEN = {
    "=": ("name/written", Kind.PERSON_NAME),
    "+": ("name/nickname", Kind.PERSON_NAME),
    "~": ("written", None),
}
KINDS = {
    "name": Kind.PERSON_NAME, "dotted": Kind.PERSON_NAME, "op": Kind.PERSON_NAME, "agent": Kind.PERSON_NAME,
    "asked": Kind.PERSON_NAME, "id": Kind.IDENTITY_NUMBER, "id_x": Kind.IDENTITY_NUMBER,
    "id15": Kind.IDENTITY_NUMBER, "id_wrong": Kind.IDENTITY_NUMBER, "k_id": Kind.IDENTITY_NUMBER,
    "mobile": Kind.PHONE, "mobile86": Kind.PHONE, "k_mobile": Kind.PHONE, "landline": Kind.PHONE,
    "extension": Kind.PHONE, "card": Kind.BANK_ACCOUNT, "account": Kind.BANK_ACCOUNT, "plate": Kind.PLATE,
    "plate_green": Kind.PLATE, "plate_special": Kind.PLATE, "passport": Kind.PASSPORT,
    "permit": Kind.PASSPORT,
    "wechat": Kind.HANDLE, "qq": Kind.HANDLE, "nick": Kind.HANDLE, "mail": Kind.EMAIL,
    "flat": Kind.HOME_ADDRESS,
    "village": Kind.HOME_ADDRESS, "house": Kind.HOME_ADDRESS, "k_home": Kind.HOME_ADDRESS,
    "born": Kind.BIRTH_DATE,
    "minor_born": Kind.BIRTH_DATE, "property": Kind.PROPERTY_NUMBER, "vin": Kind.PROPERTY_NUMBER,
    "school": Kind.MINOR,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the text: planted under a class of identifiers, or public."""

    start: int
    end: int
    name: str
    kind: Kind | None


@dataclass(slots=True)
class Page:
    """One text with what is planted in it, what must stay and what the file knows."""

    title: str
    text: str
    known: Known
    planted: list[Piece] = field(default_factory=list)
    stays: list[Piece] = field(default_factory=list)


class Composer:
    """Writes one text; people of the file are drawn once, everybody else as they come."""

    def __init__(self, seed: int | str) -> None:
        self.dice = random.Random(f"composer {seed}")
        self.people, self.public = Draw(f"people {seed}"), Public(f"public {seed}")
        self.party = self.public.shop() if self.dice.random() < 0.5 else "清溪县好味食品店"
        self.used: set[str] = set()
        self.file = {who: self._fresh_name() for who in ("op", "agent", "asked")}
        self.number, self.phone = self.people.identity(), self.people.number()
        self.home = self.dice.choice((self.people.flat, self.people.house, self.people.village))()
        self.text = ""
        self.planted: list[Piece] = []
        self.stays: list[Piece] = []
        self.last = ""

    def _fresh_name(self) -> str:
        """Draw a name that is no part of another one or of a public name: nobody could tell them apart."""
        while True:
            name = self.people.name()
            others = (*self.used, self.party, *OFFICERS)
            if not any(name in other or other in name for other in others):
                self.used.add(name)
                return name

    def write(self, sentence: str) -> None:
        """Add a sentence with its slots filled."""
        at = 0
        for slot in _SLOT.finditer(sentence):
            self.text += sentence[at : slot.start()]
            at = slot.end()
            if slot[1] in _WRITTEN:
                name, kind = _WRITTEN[slot[1]]
                self._plant(slot[2], f"name/{slot[3]}" if slot[3] else name, kind)
            elif slot[1] == "#":
                self._plant(slot[2], slot[3], Kind.CONFIDENTIAL)
            else:
                self._fill(public=bool(slot[1]), what=slot[2], called=slot[3] or "")
        self.text += sentence[at:]

    def _fill(self, *, public: bool, what: str, called: str) -> None:
        if what in ("name_note", "sex", "age", "minor_age"):
            self.text += self._plain(what)
            return
        written = self._written(public, what, called)
        self._plant(written, f"{what}/{called}" if called else what, None if public else KINDS[what])

    def _plant(self, written: str, name: str, kind: Kind | None) -> None:
        start, end = len(self.text), len(self.text) + len(written)
        self.text += written
        piece = Piece(start, end, name, kind)
        (self.stays if kind is None else self.planted).append(piece)

    def _plain(self, what: str) -> str:
        if what == "minor_age":
            return str(self.dice.randrange(6, 18))
        if what == "age":
            return str(self.dice.randrange(19, 70))
        return self.dice.choice(("男", "女")) if what == "sex" else self.dice.choice(("临时", "当班"))

    def plain_or_public(self, what: str) -> str:
        """Write an age, or draw something public."""
        return self._plain(what) if what in ("age", "minor_age", "sex") else self._written(True, what, "")

    def _written(self, public: bool, what: str, called: str) -> str:
        if public:
            return self.party if what == "party" else self.public.what(what)
        if what in self.file:
            return spelling.name(self.dice, self.file[what])
        if called == "minor_again":
            return self.last
        if what == "name":
            self.last = self._fresh_name()
            return self.last
        if what == "born" and called == "known":
            year, month, day = self.number[6:10], int(self.number[10:12]), int(self.number[12:14])
            return self.dice.choice(
                (f"{year}年{month}月{day}日", f"{year}-{month:02d}-{day:02d}", f"{year}.{month}.{day}")
            )
        if what == "minor_born":
            day = self.people.day(2009, 4000)
            return f"{day.year}年{day.month}月{day.day}日"
        known = {"k_id": self._identity, "k_mobile": self._mobile, "k_home": lambda: self.home}
        return known[what]() if what in known else self.people.what(what)

    def _identity(self) -> str:
        return spelling.identity(self.dice, self.number)

    def _mobile(self) -> str:
        return spelling.mobile(self.dice, self.phone)

    def known(self) -> Known:
        """What the file knows: the people who took part, the operator's numbers and home, what is public."""
        public = {"public_names": OFFICERS, "public_texts": (PREMISES, AGENCY_PHONE)}
        return Known(
            party_name=self.party,
            other_names=tuple(self.file.values()),
            identifiers=(self.number, self.phone),
            addresses=(self.home,),
            **public,
        )


SETS = {"fresh": FRESH, "second": SECOND, "third": THIRD, "fourth": FOURTH, "fifth": FIFTH, "sixth": SIXTH}
"""Sentences written after the detectors, set after set; nothing was bettered by the last one."""


def page(seed: int | str, *, sentences: int = 12, only: str = "") -> Page:
    """Write one text of some kind: about a dozen sentences in the order of its parts.

    ``only`` takes the sentences of one of the sets.
    """
    composer = Composer(seed)
    title = only or composer.dice.choice(tuple(BY_KIND))
    parts = (SETS[only], SETS[only]) if only else BY_KIND[title]
    for part in parts:
        whole = min(len(part), 1 if part[0].startswith("当事人：") else max(2, sentences // len(parts)))
        for sentence in composer.dice.sample(part, whole):
            composer.write(sentence)
        composer.text += "\n"
    return Page(title, composer.text, composer.known(), composer.planted, composer.stays)


def pages(seed: int | str, number: int, *, only: str = "") -> Iterator[Page]:
    """Write so many texts."""
    return (page(f"{seed}/{nth}", only=only) for nth in range(number))

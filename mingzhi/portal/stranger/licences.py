"""What became of a licence, out of the open-data files: as the portal says it on the notice of the grant."""

from collections import defaultdict
from datetime import date
from html import escape
from pathlib import Path

from mingzhi.disclosure.rules.licences import GRANT_NAMED, LICENCE, OfLicence, same_licence, standing_of
from mingzhi.portal.stranger import pages
from mingzhi.portal.stranger.reading import Line, telling_of

_OF_EVERY_LICENCE = "许可内容"
"""The row that the schema demands of every notice of a licence."""


class Licences:
    """The notices that tell of a licence granted before, by agency and grant."""

    def __init__(self, path: Path, day: date) -> None:
        self.day = day
        self.later: dict[tuple[str, str], list[OfLicence]] = defaultdict(list)
        self.grants: dict[tuple[str, str], OfLicence] = {}
        for line in telling_of(path, GRANT_NAMED):
            one = _told(line)
            if one.later:
                self.later[one.agency, one.grant].append(one)
        for line in telling_of(path, _OF_EVERY_LICENCE) if self.later else ():
            one = _told(line)
            if not one.later and (one.agency, one.grant) in self.later:
                self.grants[one.agency, one.grant] = one

    def of(self, line: Line) -> tuple[str, str]:
        """Return what became of the licence of a notice, and what else is public of it (HTML)."""
        if line["content"]["kind"] != LICENCE:
            return "", ""
        one = _told(line)
        key = (one.agency, one.grant)
        known = [*self.later.get(key, ()), *filter(None, (self.grants.get(key),))]
        standing = standing_of(one, known, self.day)
        chip = f"{standing.title} {pages.day(standing.since.isoformat())}" if standing else ""
        others = [
            f"{pages.day(other.decided_on.isoformat())}<br>"
            + pages.link(f"../{other.uid}/index.html", escape(other.said))
            + (f"<br>{escape(other.number)}" if other.number else "")
            for other in same_licence(one, known)
        ]
        return chip, f"<h2>同一许可的其他公示</h2>{pages.items(others)}" if others else ""


def _told(line: Line) -> OfLicence:
    said = line["content"]
    return OfLicence(
        uid=line["notice"],
        agency=said["agency"]["code"],
        number=said["number"],
        decided_on=date.fromisoformat(said["decided_on"]),
        fields=said["fields"],
    )

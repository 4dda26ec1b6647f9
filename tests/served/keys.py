"""A person with a keyboard and nothing else: where the focus goes, and that it can be seen there."""

from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Page

MOST = 250
"""More stops than any page walked here has: whoever needs more goes round in circles."""
STOP = """() => {
  const here = document.activeElement, box = here.getBoundingClientRect(), style = getComputedStyle(here);
  const before = window.lastStop || null;
  window.lastStop = here;
  return {
    place: here === document.body ? "" : here.id || here.getAttribute("href") || here.name || here.innerText,
    words: here.innerText || "",
    seen: box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    ringed: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    forward: !before || !!(before.compareDocumentPosition(here) & Node.DOCUMENT_POSITION_FOLLOWING),
  };
}"""


@dataclass
class Keyboard:
    """Walks a page stop by stop; every stop must be seen, have its ring, and lie after the one before."""

    page: Page
    wrong: list[str] = field(default_factory=list)

    def next(self) -> dict[str, Any]:
        """Press Tab; return where the focus stands now, with an empty place when it left the page."""
        self.page.keyboard.press("Tab")
        stop: dict[str, Any] = self.page.evaluate(STOP)
        if stop["place"]:
            said = [word for word in ("seen", "ringed", "forward") if not stop[word]]
            self.wrong += [f"{self.page.url} {stop['place']}: not {word}" for word in said]
        return stop

    def to(self, place: str) -> None:
        """Press Tab until the focus stands where the id, address or words end like this."""
        for _stop in range(MOST):
            stop = self.next()
            if not stop["place"]:
                break
            if stop["place"].endswith(place) or stop["words"].strip() == place:
                return
        raise AssertionError(f"{self.page.url}: nobody gets to {place} by keyboard")

    def enter(self) -> None:
        """Press Enter, and be where it leads."""
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def through(self) -> int:
        """Press Tab to the end of the page; return how many stops there were. A trap never ends."""
        for count in range(MOST):
            if not self.next()["place"]:
                return count
        raise AssertionError(f"{self.page.url}: the keyboard does not get out")

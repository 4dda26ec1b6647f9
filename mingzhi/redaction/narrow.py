"""Full-width and other compatibility forms made plain, character by character: places stay what they are."""

import unicodedata


class _Narrow(dict[int, str]):
    """Maps every character to its one-character compatibility form, found out once."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        plain = " " if char == "\u3000" else unicodedata.normalize("NFKC", char)
        self[code] = plain if len(plain) == 1 and char not in "…·" else char
        return self[code]


_NARROW = _Narrow()


def half_width(text: str) -> str:
    """Return the text with full-width and other compatibility forms made plain; the length stays the same."""
    return text.translate(_NARROW)

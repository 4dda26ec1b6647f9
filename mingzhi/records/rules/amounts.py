"""Money as it stands on papers: figures and capital numerals (大写)."""

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_SCALES = ((10**8, "亿"), (10**4, "万"), (1000, "仟"), (100, "佰"), (10, "拾"))
_LIMIT = 10**18


def yuan(cents: int) -> str:
    """Write whole cents as 元 in figures: 403200 → 4032元, 3250 → 32.50元."""
    sign, cents = ("-" if cents < 0 else ""), abs(cents)
    whole, rest = divmod(cents, 100)
    return f"{sign}{whole}.{rest:02d}元" if rest else f"{sign}{whole}元"


def capital(cents: int) -> str:
    """Write whole cents in capital numerals: 403200 → 肆仟零叁拾贰元整.

    Raises ValueError below zero and from 10^16 元 on, for which no form is in use.
    """
    if not 0 <= cents < _LIMIT:
        raise ValueError("capital amounts run from 0 to 10^16 元")
    whole, rest = divmod(cents, 100)
    jiao, fen = divmod(rest, 10)
    text = f"{_written(whole)}元" if whole or not rest else ""
    if not rest:
        return text + "整"
    if jiao:
        text += f"{_DIGITS[jiao]}角"
    elif text:
        text += "零"
    return text + (f"{_DIGITS[fen]}分" if fen else "整")


def _written(number: int) -> str:
    """Write a whole number; a gap between two scales is one 零 (10^8 + 1 → 壹亿零壹)."""
    if number < 10:
        return _DIGITS[number]
    for scale, name in _SCALES:
        head, rest = divmod(number, scale)
        if head:
            gap = "零" if 0 < rest < scale // 10 else ""
            return _written(head) + name + gap + (_written(rest) if rest else "")
    raise AssertionError("every number from 10 on has a scale")

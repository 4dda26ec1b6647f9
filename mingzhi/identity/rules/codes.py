"""Unified social credit codes (GB 32100-2015): check digits, region codes and their fall-back."""

from stdnum.cn import uscc


def is_credit_code(code: str) -> bool:
    """Tell whether ``code`` is a well-formed 18-character code with a right check digit."""
    return len(code) == 18 and bool(uscc.is_valid(code))


def with_check_digit(first_seventeen: str) -> str:
    """Return the 18-character code whose first 17 characters are given."""
    if len(first_seventeen) != 17:
        raise ValueError("a code has 17 characters before its check digit")
    return first_seventeen + str(uscc.calc_check_digit(first_seventeen))


def wider_regions(region_code: str) -> tuple[str, ...]:
    """Return the region itself and the regions around it, nearest first, "" (everywhere) last.

    County 339921 → city 339900 → province 330000 → "".
    """
    if not region_code:
        return ("",)
    city, province = region_code[:4] + "00", region_code[:2] + "0000"
    return tuple(dict.fromkeys((region_code, city, province, "")))

"""Check digits: resident identity numbers (GB 11643) and bank cards (Luhn, ISO/IEC 7812-1)."""

from datetime import date

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"


def check_character(first_seventeen: str) -> str:
    """Return the eighteenth character of an identity number."""
    return _CHECKS[
        sum(int(digit) * weight for digit, weight in zip(first_seventeen, _WEIGHTS, strict=True)) % 11
    ]


def birth_date_of(number: str) -> date | None:
    """Return the birth date inside an 18- or 15-character identity number, or None."""
    digits = number[6:14] if len(number) == 18 else "19" + number[6:12]
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None
    return born if 1900 <= born.year < 2100 else None


def is_identity_number(number: str) -> bool:
    """Tell whether the text is an identity number: check digit and birth date right.

    The region part is not checked against a list: regions come and go, people keep their numbers.
    Old numbers have 15 digits and no check digit.
    """
    number = number.upper()
    if len(number) == 15:
        return number.isdigit() and number[0] in "12345678" and birth_date_of(number) is not None
    return (
        len(number) == 18
        and number.isascii()
        and number[:17].isdigit()
        and number[0] != "0"
        and check_character(number[:17]) == number[17]
        and birth_date_of(number) is not None
    )


def passes_luhn(number: str) -> bool:
    """Tell whether the digits pass the Luhn check of bank cards."""
    total = 0
    for position, digit in enumerate(reversed(number)):
        value = int(digit) * (2 if position % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def is_bank_card(number: str) -> bool:
    """Tell whether the digits look like a bank card: 16 to 19 digits of an issuer's range, Luhn right."""
    return (
        16 <= len(number) <= 19
        and number.isascii()
        and number.isdigit()
        and (number[0] in "3456" or number.startswith("9558"))
        and passes_luhn(number)
    )

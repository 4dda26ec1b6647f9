"""The many ways in which people write a number or a name."""

import random

CHINESE = str.maketrans("0123456789", "〇一二三四五六七八九")
ZERO_WIDTH = "\u200b"


def wide(text: str) -> str:
    """Write ASCII in full width."""
    return "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text)


def grouped(text: str, size: int, sign: str) -> str:
    """Write in groups of equal size with a sign between them."""
    return sign.join(text[at : at + size] for at in range(0, len(text), size))


def cut(text: str, places: tuple[int, ...], sign: str) -> str:
    """Write in the groups that end at the given places."""
    ends = (*places, len(text))
    starts = (0, *places)
    return sign.join(text[start:end] for start, end in zip(starts, ends, strict=True))


def identity(dice: random.Random, number: str) -> str:
    """Write an identity number of 18 or 15 characters."""
    places = (6, 14) if len(number) == 18 else (6, 12)
    return dice.choice(
        (
            number,
            number,
            number,
            number.lower(),
            wide(number),
            cut(number, places, " "),
            cut(number, places, "-"),
            cut(number, places, "－"),
            grouped(number, 4, " "),
            " ".join(number),
            cut(number, places[:1], ZERO_WIDTH),
            cut(number, places[1:], "\n"),
            wide(cut(number, places, " ")),
        )
    )


def mobile(dice: random.Random, number: str) -> str:
    """Write a mobile number."""
    return dice.choice(
        (
            number,
            number,
            number,
            wide(number),
            cut(number, (3, 7), " "),
            cut(number, (3, 7), "-"),
            cut(number, (3, 7), "—"),
            cut(number, (3, 7), "."),
            cut(number, (4, 8), " "),
            " ".join(number),
            number.translate(CHINESE),
            cut(number, (3,), ZERO_WIDTH),
        )
    )


def abroad(dice: random.Random, number: str) -> str:
    """Write a mobile number with the country before it."""
    shown = cut(number, (3, 7), dice.choice(("", " ", "-")))
    return dice.choice(("+86", "+86 ", "0086", "86-", "＋86－", "(+86)", "（86）")) + shown


def card(dice: random.Random, number: str) -> str:
    """Write a card number."""
    return dice.choice(
        (
            number,
            grouped(number, 4, " "),
            grouped(number, 4, " "),
            grouped(number, 4, "-"),
            grouped(number, 4, "　"),
            wide(number),
            cut(number, (6,), " "),
        )
    )


def name(dice: random.Random, written: str) -> str:
    """Write a name as it is found in forms and scanned papers."""
    return dice.choice(
        (
            written,
            written,
            written,
            " ".join(written),
            written[0] + "　" + written[1:],
            written[0] + "·" + written[1:],
            written[:-1] + "\n" + written[-1],
            written[0] + ZERO_WIDTH + written[1:],
        )
    )

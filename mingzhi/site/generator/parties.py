"""The parties of the copies: fictional, of the same length as the pattern's, with valid check digits."""

from collections.abc import Mapping
from dataclasses import astuple, dataclass
from random import Random
from typing import Any

from stdnum.cn import ric, uscc

_FIRST = "福鑫宏顺盛隆昌泰祥瑞和谐美佳康宁安吉庆华荣兴旺达通源茂恒永信诚义德广汇聚丰裕金银宝珍玉明亮"
_SECOND = "源达隆昌泰祥瑞和美佳康宁安吉庆华荣兴旺通茂恒永信诚义德广汇聚丰裕来记轩阁楼斋坊居园苑庭谷田禾"
_GIVEN = "秀英兰芳敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂香玲红梅建国志华伟东文辉力宁波光天达安岩"


@dataclass(frozen=True, slots=True)
class Words:
    """What distinguishes one party from another in the rows; empty where the pattern has nothing."""

    name: str
    code: str = ""
    operator: str = ""
    id_number: str = ""
    phone: str = ""

    def literals(self) -> tuple[str, ...]:
        """Return the words that are there, in a fixed order."""
        return tuple(word for word in astuple(self) if word)


def words_of(party: Mapping[str, Any]) -> Words:
    """Return the words of a party as a scenario names it."""
    return Words(**{name: str(party.get(name, "")) for name in Words.__slots__})


def another(words: Words, random: Random) -> Words:
    """Return another party whose every word is as long as the given one's."""
    return Words(
        name=words.name[:3] + random.choice(_FIRST) + random.choice(_SECOND) + words.name[5:],
        code=_code(words.code, random) if words.code else "",
        operator=_person(words.operator, random) if words.operator else "",
        id_number=_id_number(words.id_number, random) if words.id_number else "",
        phone=f"{words.phone[:3]}{random.randrange(10**8):08d}" if words.phone else "",
    )


def _code(code: str, random: Random) -> str:
    body = code[:10] + "".join(random.choices("0123456789ABCDEFGHJKLMNPQRTUWXY", k=7))
    return body + str(uscc.calc_check_digit(body))


def _person(name: str, random: Random) -> str:
    return name[0] + "".join(random.choices(_GIVEN, k=len(name) - 1))


def _id_number(number: str, random: Random) -> str:
    body = f"{number[:14]}{random.randrange(1000):03d}"
    return body + str(ric.calc_check_digit(body + "0"))

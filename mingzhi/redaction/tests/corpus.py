"""A seeded corpus: decision texts with planted identifiers in many spellings, and things that must stay."""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

from stdnum.cn import uscc

from mingzhi.redaction import Kind, Known
from mingzhi.redaction.codes import check_character

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN = "秀兰建国志强丽娟海燕晓明俊杰雪梅文博佳怡国平小红振华玉珍"
ESTATES = ("阳光小区", "和平新村", "桂花家园", "滨江花园", "书香名邸", "翠竹公寓")
ROADS = ("溪滨路", "人民路", "环城北路", "学院街", "中兴大道")
PREMISES = "清溪县溪滨路18号"


@dataclass
class Planted:
    """One identifier in the text, as written there."""

    kind: Kind
    written: str


@dataclass
class Page:
    """One text with what is planted in it, what must stay and what the file knows."""

    text: str
    known: Known
    planted: list[Planted] = field(default_factory=list)
    stays: list[str] = field(default_factory=list)


def wide(text: str) -> str:
    """Write ASCII in full width."""
    return "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text)


class Writer:
    """Makes people and their numbers; every draw comes from one seeded source."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)

    def name(self) -> str:
        return self.dice.choice(SURNAMES) + "".join(self.dice.sample(GIVEN, self.dice.choice((1, 2, 2))))

    def born(self) -> date:
        return date(1950, 1, 1) + timedelta(days=self.dice.randrange(20_000))

    def identity(self, born: date) -> str:
        region = self.dice.choice(("339921", "330106", "440305", "511002"))
        first = f"{region}{born:%Y%m%d}{self.dice.randrange(1000):03d}"
        return first + check_character(first)

    def mobile(self) -> str:
        return f"1{self.dice.choice('3456789')}{self.dice.randrange(10**9):09d}"

    def landline(self) -> str:
        return f"0{self.dice.choice(('571', '579', '10', '755'))}-{self.dice.randrange(2 * 10**7, 9 * 10**7)}"

    def card(self) -> str:
        body = (
            self.dice.choice(("622202", "621700", "601382", "955880")) + f"{self.dice.randrange(10**12):012d}"
        )
        total = sum(
            sum(divmod(int(digit) * (2 if place % 2 == 0 else 1), 10))
            for place, digit in enumerate(reversed(body))
        )
        return body + str(-total % 10)

    def plate(self) -> str:
        letters = "ABCDEFGHJKLMNPQRSTUVWXYZ"
        tail = "".join(self.dice.choice("0123456789" + letters) for _ in range(self.dice.choice((4, 5))))
        dot = self.dice.choice(("", "·", " "))
        return (
            self.dice.choice("浙京沪粤苏")
            + self.dice.choice(letters)
            + dot
            + tail
            + self.dice.choice("0123456789")
        )

    def mail(self) -> str:
        return (
            f"user{self.dice.randrange(10**5)}@{self.dice.choice(('163.com', 'qq.com', 'mail.example.cn'))}"
        )

    def home(self) -> str:
        block = f"{self.dice.randrange(1, 30)}{self.dice.choice(('幢', '栋', '号楼'))}"
        unit = self.dice.choice(("", f"{self.dice.randrange(1, 4)}单元"))
        return f"清溪县{self.dice.choice(ESTATES)}{block}{unit}{self.dice.randrange(101, 2000)}室"

    def house(self) -> str:
        return f"兰渚县{self.dice.choice(ROADS)}{self.dice.randrange(1, 400)}号"

    def spelled(self, number: str) -> str:
        """Write a number as people do: plain, wide, in groups, with hyphens."""
        manner = self.dice.randrange(6)
        if manner == 1:
            return wide(number)
        if manner == 2:
            return " ".join(number[at : at + 4] for at in range(0, len(number), 4))
        if manner == 3 and len(number) == 11:
            return f"{number[:3]}-{number[3:7]}-{number[7:]}"
        if manner == 4 and len(number) == 18:
            return f"{number[:6]} {number[6:14]} {number[14:]}"
        return number

    def code(self) -> str:
        first = f"9233992{self.dice.randrange(10)}MA{self.dice.randrange(10**7):07d}"[:17]
        return first + uscc.calc_check_digit(first)


def page(seed: int) -> Page:
    """Write one decision text with everything planted in it."""
    make = Writer(seed)
    dice = make.dice
    operator, witness, agent = make.name(), make.name(), make.name()
    while len({operator, witness, agent}) < 3:
        witness, agent = make.name(), make.name()
    born = make.born()
    number, other_number = make.identity(born), make.identity(make.born())
    phone, stranger, line = make.mobile(), make.mobile(), make.landline()
    home, house, card, plate, mail = make.home(), make.house(), make.card(), make.plate(), make.mail()
    code, year = make.code(), dice.randrange(2021, 2027)
    officers = ("陈立", "周敏")
    written = {
        Kind.IDENTITY_NUMBER: make.spelled(number),
        Kind.PHONE: make.spelled(phone),
    }
    born_text = dice.choice(
        (
            f"{born.year}年{born.month}月{born.day}日出生",
            f"出生日期：{born.isoformat()}",
            f"生于{born.year}.{born.month}.{born.day}",
        )
    )
    other, card_text, stranger_text = make.spelled(other_number), make.spelled(card), make.spelled(stranger)
    spaced = dice.choice((operator, operator, " ".join(operator), operator[0] + "\u3000" + operator[1:]))
    opening = (
        f"当事人：清溪县好味食品店，统一社会信用代码：{code}，经营场所：{PREMISES}。经营者{operator}，"
        f"{dice.choice(('女', '男'))}，{born_text}，身份证号码：{written[Kind.IDENTITY_NUMBER]}，"
        f"{dice.choice(('住', '家庭住址：', '户籍地址为'))}{home}，联系电话：{written[Kind.PHONE]}。"
    )
    middle = (
        f"{year}年3月3日，本局执法人员陈立、周敏对当事人位于{PREMISES}的经营场所进行检查，当事人{spaced}在场。"
        f"证人{witness}（{dice.choice(('身份证号', '公民身份号码'))}{other}，"
        f"现住{house}，电话{stranger_text}）陈述，"
        f"其驾驶{plate}前往购买火腿肠12包，通过银行卡{card_text}付款384.50元，商品条码6923644266066，批号20251020A3。"
        f"委托代理人{agent}提交书面意见，邮箱{mail}，座机{line}。"
    )
    closing = (
        f"依据《中华人民共和国食品安全法》第一百二十四条第一款第五项，决定罚款4000元（文号清市监处罚〔{year}〕27号）。"
        "当事人应当自收到本决定书之日起15日内缴至清溪农商银行非税收入专户。如不服可在60日内申请复议，咨询电话0000-12345678。"
    )
    parts = [opening, middle, closing]
    known = Known(
        party_name="清溪县好味食品店",
        other_names=(operator, agent),
        identifiers=(number, phone),
        addresses=(f"之江省明州市{home}",),
        public_names=officers,
        public_texts=(PREMISES, "0000-12345678"),
    )
    planted = [
        Planted(Kind.PERSON_NAME, operator),
        Planted(Kind.PERSON_NAME, agent),
        Planted(Kind.PERSON_NAME, witness),
        Planted(Kind.IDENTITY_NUMBER, number),
        Planted(Kind.IDENTITY_NUMBER, other_number),
        Planted(Kind.BIRTH_DATE, born_text.replace("出生", "").replace("日期：", "").replace("生于", "")),
        Planted(Kind.PHONE, phone),
        Planted(Kind.PHONE, stranger),
        Planted(Kind.PHONE, line),
        Planted(Kind.HOME_ADDRESS, home),
        Planted(Kind.HOME_ADDRESS, house),
        Planted(Kind.BANK_ACCOUNT, card),
        Planted(Kind.PLATE, plate),
        Planted(Kind.EMAIL, mail),
    ]
    stays = [
        code, PREMISES, "清溪县好味食品店", "陈立、周敏", f"清市监处罚〔{year}〕27号", "384.50元",
        "6923644266066", "20251020A3", "罚款4000元", "0000-12345678", f"{year}年3月3日", "15日内",
        "火腿肠12包", "第一百二十四条第一款第五项",
    ]  # fmt: skip
    return Page(text="\n".join(parts), known=known, planted=planted, stays=stays)

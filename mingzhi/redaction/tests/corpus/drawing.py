# ruff: noqa: E501
"""Draw people and their numbers, and the public things that look alike; one seeded source of chance."""

import random
from collections.abc import Callable
from datetime import date, timedelta

from mingzhi.redaction.codes import check_character
from mingzhi.redaction.tests.corpus import spelling

SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏"
    "钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文应"
)
COMPOUND = ("欧阳", "上官", "司马", "诸葛", "皇甫", "尉迟", "慕容", "令狐", "夏侯", "司徒", "端木", "宇文")
GIVEN = (
    "秀兰建国志强丽娟海燕晓明俊杰雪梅文博佳怡平小红振华玉珍伟芳娜敏静磊军洋勇艳涛超霞刚桂英鹏飞浩宇欣瑞子涵梓萱诗雨晨"
    "阳凯琳嘉豪天佑思远春生福根水旺阿毛正和安在元全成立新方广林森泉峰岚舟帆航宁静怀德世昌永康"
)
DOTTED = (
    "阿依古丽·买买提", "迪力夏提·艾山", "扎西·多吉", "玛尔·哈巴", "古丽娜尔·吐尔逊", "艾力·玉素甫", "巴特尔·乌恩", "洛桑·次仁",
)  # fmt: skip
COUNTIES = (
    "清溪县",
    "兰渚县",
    "明州市江北区",
    "之江省明州市云和区",
    "安徽省阜阳市颍上县",
    "温岭市",
    "玉环市",
)
ESTATES = (
    "阳光小区", "和平新村", "桂花家园", "滨江花园", "书香名邸", "翠竹公寓", "金色华庭", "锦绣花苑", "东方雅苑", "人才公寓",
)  # fmt: skip
TOWNS = ("石桥镇", "南塘乡", "东湖街道", "白云镇", "柳岸街道", "大岙镇")
VILLAGES = ("下岙村", "后塘村", "杨家村", "石门坎村", "上洋社区", "双溪村")
ROADS = ("溪滨路", "人民路", "环城北路", "学院街", "中兴大道", "东门街", "解放南路")
SCHOOLS = (
    "清溪县第二小学",
    "清溪中学",
    "明州市实验学校",
    "石桥镇中心小学",
    "兰渚县职业高级中学",
    "阳光幼儿园",
)
PREMISES = "清溪县溪滨路18号"
AGENCY_PHONE = "0000-12345678"
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"


class Draw:
    """Draws one thing after another; ``what(name)`` calls the method of that name."""

    def __init__(self, seed: int | str) -> None:
        self.dice = random.Random(seed)

    def what(self, name: str) -> str:
        """Draw a thing by its name in the sentences."""
        drawn: Callable[[], str] = getattr(self, name)
        return drawn()

    def digits(self, number: int) -> str:
        return "".join(self.dice.choice("0123456789") for _ in range(number))

    def name(self) -> str:
        if self.dice.random() < 0.08:
            return self.dice.choice(COMPOUND) + "".join(self.dice.sample(GIVEN, self.dice.choice((1, 2))))
        return self.dice.choice(SURNAMES) + "".join(self.dice.sample(GIVEN, self.dice.choice((1, 2, 2))))

    def dotted(self) -> str:
        return self.dice.choice(DOTTED).replace("·", self.dice.choice("·•・"))

    def day(self, first: int = 1950, days: int = 20_000) -> date:
        return date(first, 1, 1) + timedelta(days=self.dice.randrange(days))

    def identity(self) -> str:
        region = self.dice.choice(("339921", "330106", "440305", "511002", "341226", "620102"))
        first = f"{region}{self.day():%Y%m%d}{self.dice.randrange(1000):03d}"
        return first + check_character(first)

    def id(self) -> str:
        return spelling.identity(self.dice, self.identity())

    def id_x(self) -> str:
        number = self.identity()
        while number[-1] != "X":
            number = self.identity()
        return spelling.identity(self.dice, number[:-1] + self.dice.choice("Xx"))

    def id15(self) -> str:
        return spelling.identity(
            self.dice, f"{self.dice.choice(('332526', '330106'))}{self.day():%y%m%d}" + self.digits(3)
        )

    def id_wrong(self) -> str:
        number = self.identity()
        return number[:-1] + ("1" if number[-1] != "1" else "2")

    def number(self) -> str:
        return f"1{self.dice.choice('3456789')}{self.digits(9)}"

    def mobile(self) -> str:
        return spelling.mobile(self.dice, self.number())

    def mobile86(self) -> str:
        return spelling.abroad(self.dice, self.number())

    def landline(self) -> str:
        area, local = "0" + self.dice.choice(("571", "579", "10", "755")), self.local()
        return self.dice.choice(
            (
                f"{area}-{local}",
                f"({area}){local}",
                f"（{area}）{local}",
                f"{area} {local}",
                f"{area}{local}",
                f"{area}—{local}",
                f"{area}-{local[:4]} {local[4:]}",
            )
        )

    def extension(self) -> str:
        sign = self.dice.choice(("转", "-", "转分机", " 转 ", "－"))
        return f"0571-{self.local()}{sign}{self.dice.randrange(100, 9999)}"

    def local(self) -> str:
        return f"{self.dice.randrange(2 * 10**7, 9 * 10**7)}"

    def card(self) -> str:
        prefix = self.dice.choice(("622202", "621700", "601382", "955880", "436742"))
        body = prefix + self.digits(self.dice.choice((9, 12)))
        total = sum(
            sum(divmod(int(digit) * (2 if place % 2 == 0 else 1), 10))
            for place, digit in enumerate(reversed(body))
        )
        return spelling.card(self.dice, body + str(-total % 10))

    def account(self) -> str:
        return self.digits(self.dice.choice((14, 15, 17))).replace("0", "3", 1)

    def plate(self) -> str:
        tail = "".join(self.dice.choice("0123456789" + LETTERS) for _ in range(4)) + self.dice.choice(
            "0123456789"
        )
        return self._plate(tail)

    def plate_green(self) -> str:
        tail = self.dice.choice("DF") + self.digits(5) if self.dice.random() < 0.6 else self.digits(5) + "D"
        return self._plate(tail)

    def plate_special(self) -> str:
        return self._plate(self.digits(4) + self.dice.choice("学警挂"))

    def _plate(self, tail: str) -> str:
        sign = self.dice.choice(("", "", "·", " ", "•", "-"))
        whole = self.dice.choice("浙京沪粤苏皖赣闽") + self.dice.choice(LETTERS) + sign + tail
        return self.dice.choice((whole, whole, whole.lower(), spelling.wide(whole)))

    def passport(self) -> str:
        return self.dice.choice(
            (f"E{self.digits(8)}", f"E{self.dice.choice('ABCDEFGH')}{self.digits(7)}", f"G{self.digits(8)}")
        )

    def permit(self) -> str:
        return self.dice.choice(
            (
                f"C{self.digits(8)}",
                f"CA{self.digits(7)}",
                f"H{self.digits(10)}",
                f"M{self.digits(8)}",
                f"W{self.digits(8)}",
                f"L{self.digits(8)}",
            )
        )

    def wechat(self) -> str:
        return self.dice.choice(("wxid_", "lan-", "Qingxi", "a_b")) + self.digits(6)

    def qq(self) -> str:
        return str(self.dice.randrange(10**5, 10**10))

    def mail(self) -> str:
        sign = self.dice.choice(("@", "@", "@", "＠", " @ ", "(at)"))
        front = self.dice.choice(("user", "zhang.san", "li_ming", "w-xl"))
        return f"{front}{self.digits(4)}{sign}{self.dice.choice(('163.com', 'qq.com', 'mail.example.cn'))}"

    def flat(self) -> str:
        """A flat; the estate gives it away even without a label."""
        block = f"{self.dice.randrange(1, 30)}{self.dice.choice(('幢', '栋', '号楼'))}"
        unit = self.dice.choice(("", f"{self.dice.randrange(1, 4)}单元"))
        where = self.dice.choice(("", "清溪县", self.dice.choice(COUNTIES), "柳岸街道"))
        return f"{where}{self.dice.choice(ESTATES)}{block}{unit}{self.dice.randrange(101, 2000)}室"

    def village(self) -> str:
        """A house in a village."""
        group = self.dice.choice(
            ("", f"{self.dice.randrange(1, 20)}组", f"第{self.dice.randrange(1, 9)}小组")
        )
        where = self.dice.choice(("", self.dice.choice(COUNTIES)))
        return f"{where}{self.dice.choice(TOWNS)}{self.dice.choice(VILLAGES)}{group}{self.dice.randrange(1, 400)}号"

    def house(self) -> str:
        """A house in a street; only a label or a verb tells that somebody lives there."""
        lane = self.dice.choice(("", f"{self.dice.randrange(1, 90)}弄"))
        room = self.dice.choice(("", f"{self.dice.randrange(101, 900)}室"))
        return f"{self.dice.choice(COUNTIES)}{self.dice.choice(ROADS)}{lane}{self.dice.randrange(1, 400)}号{room}"

    def born(self) -> str:
        day = self.day()
        chinese = "".join("〇一二三四五六七八九"[int(digit)] for digit in str(day.year))
        months = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
        return self.dice.choice(
            (
                f"{day.year}年{day.month}月{day.day}日",
                f"{day.year}年{day.month:02d}月{day.day:02d}日",
                f"{day.year}.{day.month}.{day.day}",
                day.isoformat(),
                f"{day:%Y/%m/%d}",
                f"{day:%Y%m%d}",
                spelling.wide(f"{day.year}") + f"年{day.month}月{day.day}日",
                f"{day.year}年{day.month}月",
                f"{chinese}年{months[day.month - 1]}月",
            )
        )

    def property(self) -> str:
        return self.dice.choice(
            (
                f"浙（2020）清溪县不动产权第{self.digits(7)}号",
                f"清房权证柳岸字第{self.digits(8)}号",
                f"浙(2018)明州市不动产证明第{self.digits(6)}号",
            )
        )

    def vin(self) -> str:
        return "L" + "".join(self.dice.choice("ABCDEFGHJKLMNPRSTUVWXYZ0123456789") for _ in range(16))

    def school(self) -> str:
        grade = f"{self.dice.choice(('三', '五', '六', '初二', '高一'))}{self.dice.choice(('年级', '年级'))}（{self.dice.randrange(1, 9)}）班"
        return self.dice.choice(SCHOOLS) + self.dice.choice(("", grade))

    def nick(self) -> str:
        return self.dice.choice(("清溪小王", "溪水长流88", "A果果妈", "老陈土特产", "春暖花开"))

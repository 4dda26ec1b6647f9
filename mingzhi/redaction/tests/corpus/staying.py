"""Draw what is public although it looks like an identifier: codes, numbers of documents, sums, dates."""

from stdnum.cn import uscc

from mingzhi.redaction.tests.corpus.drawing import AGENCY_PHONE, GIVEN, PREMISES, Draw

OFFICERS = ("陈立", "周敏", "方远")


class Public(Draw):
    """Draws public things; the same chance as people, another seed."""

    def uscc(self) -> str:
        first = self.dice.choice(
            (
                f"9233992{self.digits(1)}MA{self.digits(7)}",
                f"913300007{self.digits(8)}",
                f"91339921{self.digits(9)}",
            )
        )
        return first + str(uscc.calc_check_digit(first))

    def document(self) -> str:
        year = self.dice.randrange(2019, 2027)
        short = self.dice.choice(
            ("清市监处罚", "清综执罚决字", "兰环罚", "清卫医罚", "清市监许准", "清应急强措")
        )
        return f"{short}〔{year}〕{self.dice.randrange(1, 999)}号"

    def case_number(self) -> str:
        return f"3399212026{self.digits(8)}"

    def money(self) -> str:
        value = self.dice.randrange(10, 10**7)
        return self.dice.choice(
            (
                f"{value}元",
                f"{value:,}元",
                f"{value / 100:.2f}元",
                f"人民币{value}元整",
                f"{self.dice.randrange(1, 50)}万元",
            )
        )

    def date(self) -> str:
        day = self.day(2019, 2600)
        return self.dice.choice(
            (
                f"{day.year}年{day.month}月{day.day}日",
                day.isoformat(),
                f"{day:%Y%m%d}",
                f"{day.year}.{day.month}.{day.day}",
            )
        )

    def moment(self) -> str:
        return f"{self.dice.randrange(0, 24)}时{self.dice.randrange(0, 60)}分"

    def given(self) -> str:
        return self.dice.choice(GIVEN)

    def barcode(self) -> str:
        return f"69{self.digits(11)}"

    def batch(self) -> str:
        day = self.day(2021, 1900)
        return self.dice.choice(
            (f"{day:%Y%m%d}A{self.digits(1)}", f"E{day:%Y%m%d}", f"{day:%Y%m%d}", f"G{day:%Y%m%d}")
        )

    def licence(self) -> str:
        return self.dice.choice(
            (
                f"JY13399210{self.digits(6)}",
                f"SC10733992{self.digits(6)}",
                f"浙餐证字{self.digits(10)}",
                f"浙B2-2020{self.digits(4)}",
                f"浙ICP备{self.digits(8)}号",
                f"TS{self.digits(7)}-2026",
                f"33992100{self.digits(7)}",
            )
        )

    def shop(self) -> str:
        return f"清溪县{self.name()}{self.dice.choice(('水果店', '食品店', '五金店', '副食商行'))}"

    def company(self) -> str:
        return self.dice.choice(
            (
                "明州市绿源食品有限公司",
                "清溪县高平农产品有限公司",
                "之江康安医药连锁有限公司",
                "杭州方正检测技术有限公司",
                "清溪县和平包装厂",
            )
        )

    def statute(self) -> str:
        return self.dice.choice(
            (
                "《中华人民共和国食品安全法》第一百二十四条第一款第五项",
                "《中华人民共和国行政处罚法》第三十三条第二款",
                "《浙江省综合行政执法条例》第二十三条",
                "国务院令第721号",
                "总局令第42号",
                "GB 7718-2011",
                "GB/T 37668—2019",
            )
        )

    def agency_phone(self) -> str:
        return AGENCY_PHONE

    def hotline(self) -> str:
        return self.dice.choice(("12315", "12345", "12348", "12366", "95588", "400-800-1234"))

    def premises(self) -> str:
        return PREMISES

    def officers(self) -> str:
        return "、".join(self.dice.sample(OFFICERS, 2))

    def certificate(self) -> str:
        return f"执法证号{self.dice.choice(('11339921', '33992100'))}{self.digits(3)}"

    def amount(self) -> str:
        return self.dice.choice(
            (
                f"{self.dice.randrange(2, 900)}袋",
                f"{self.dice.randrange(2, 90)}.{self.digits(1)}千克",
                f"{self.digits(3)}箱",
                f"{self.dice.randrange(1, 99)}.{self.digits(2)}%",
                f"{self.dice.randrange(10, 500)}平方米",
            )
        )

    def order(self) -> str:
        """An order of a shop on the net: long, and not a card."""
        return f"2{self.digits(17)}{self.digits(3)}"

    def site(self) -> str:
        return self.dice.choice(
            (
                "清溪县石桥镇工业区8号",
                "明州市江北区创业路99号",
                "清溪县农贸市场A区12号摊位",
                "清溪县政务服务中心二楼3号窗口",
            )
        )

    def model(self) -> str:
        return self.dice.choice(("XK-3190", "TCS-150", "HD-2000B", "SCL-20", "型号GB1302"))

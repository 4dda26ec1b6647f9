"""The record of an inspection as a city and one agency have it (浙政办发〔2019〕20号 二(二)1)."""

from dataclasses import replace

from mingzhi.catalogue.acts import adapt_template
from mingzhi.catalogue.queries import template
from mingzhi.catalogue.rules.templates import SectionKind, SectionView
from mingzhi.kernel import clock
from mingzhi.site.demo.county import People

CODE, KEY = "inspection_record", "local_1"
CITY = "执法人员不得接受当事人的宴请、礼品。发现违反的，可以向明州市行政执法监督机关反映。"
COUNTY = f"{CITY}清溪县的监督电话见县政府门户网站公布的投诉举报渠道。"


def adapt_formats(people: People) -> None:
    """Let the city's keeper of standards add a section for all agencies, and one complete its own."""
    today = clock.today()
    last = template(CODE, jurisdiction="", on=today).sections[-1].key
    added = SectionView(key=KEY, kind=SectionKind.PARAGRAPH, title="廉政提示", text=CITY)
    city, county = people.actor("msf", "standards", today), people.actor("qsj", "admin", today)
    adapt_template(
        actor=city,
        code=CODE,
        jurisdiction=city.region_code,
        version="1",
        since=today,
        added=[(last, added)],
    )
    adapt_template(
        actor=county,
        code=CODE,
        jurisdiction=county.region_code,
        agency_code=county.agency_code,
        version="1",
        since=today,
        replaced=[replace(added, text=COUNTY)],
    )

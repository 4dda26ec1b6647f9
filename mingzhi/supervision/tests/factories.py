"""A small province for the tests of dynamic adjustment."""

from datetime import date

from mingzhi.cases.tests.factories import bare_case
from mingzhi.catalogue.acts import assign_powers
from mingzhi.catalogue.models import PowerVersion
from mingzhi.catalogue.tests.factories import DAY, FOOD, load
from mingzhi.identity.tests import factories as identity
from mingzhi.kernel import clock
from mingzhi.kernel.actor import system_actor
from mingzhi.supervision.acts.changes import change_article

GONE = {"statute": "食品安全法", "number": 124, "until": DAY, "reason": "主席令第×号", "fate": "repealed"}


class County:
    """A province that keeps the catalogue, a city above and a county below with an open case."""

    def __init__(self):
        load()
        province, city = identity.make_region("330000"), identity.make_region("339900")
        named = {"name": "之江省市场监督管理局", "sign": "之市监"}
        self.top = identity.make_agency("11330000MB0W00014A", region=province, **named)
        named = {"name": "明州市市场监督管理局", "sign": "明市监"}
        self.city = identity.make_agency("11339900MB0W00024X", region=city, superior=self.top, **named)
        self.agency = identity.make_agency(superior=self.city)
        justice = identity.make_agency(name="清溪县司法局", sign="清司")
        self.keeper = identity.make_staff("admin", agency=self.top)
        self.handler = identity.make_staff("handler", agency=self.agency)
        self.head = identity.make_staff("head", agency=self.agency)
        self.publisher = identity.make_staff("publisher", agency=self.agency)
        self.city_head = identity.make_staff("head", agency=self.city)
        self.supervisor = identity.make_staff("supervisor", agency=justice)
        self.justice = justice
        loader = system_actor("load_catalogue", on=clock.today())
        assign_powers(actor=loader, agency_code=self.agency.code, codes=[FOOD], since=date(2022, 1, 1))
        version = PowerVersion.objects.get(power__code=FOOD, valid_until=None)
        self.case = bare_case(power_uid=str(version.uid))

    def change(self, **more):
        return change_article(actor=self.keeper, **{**GONE, **more})

"""Enter what the file says and is not there yet: one act after the other, so a second run goes on."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from fnmatch import fnmatchcase
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext as _

from mingzhi.catalogue.acts import assign_powers, load_catalogue
from mingzhi.catalogue.acts.shipped import power_tables
from mingzhi.catalogue.models import PowerHolder
from mingzhi.identity import acts
from mingzhi.identity.models import (
    Account,
    Agency,
    Appointment,
    Certificate,
    Person,
    Region,
    ReviewerQualification,
    Role,
)
from mingzhi.identity.rules.first_passwords import first_password
from mingzhi.kernel import clock
from mingzhi.kernel.actor import system_actor
from mingzhi.kernel.refusal import Refusal
from mingzhi.site.founding.reading import Entry, Plan, card_of
from mingzhi.site.templatetags.look import refusal_sentence, refusal_way_out

JOB = "setup"
LOADER = "load_catalogue"
FIELDS = {"parent_code": "parent", "region_code": "region", "username": "login", "role": "roles"}
"""What an act calls a field → what the file calls it."""


def load_release() -> Iterator[str]:
    """Bring roles and law to the state of this release; told is what changed."""
    today = clock.today()
    roles = acts.load_roles(actor=system_actor(JOB, on=today))
    yield _("岗位和权限：%(n)s 个岗位。") % {"n": len(roles)}
    counts = load_catalogue(actor=system_actor(LOADER, on=today))
    said = "、".join(f"{name} {what['begun']}" for name, what in counts.items() if what["begun"])
    yield _("目录和依据：%(changed)s。") % {"changed": said or _("没有变化")}


def enter(plan: Plan) -> Iterator[str]:
    """Enter regions, agencies with their powers, people with posts and logins; tell what was done."""
    founder = _Founder(plan, clock.today())
    for entry in plan.regions:
        yield founder.region(entry)
    for entry in plan.agencies:
        yield from founder.agency(entry)
    for entry in plan.people:
        yield from founder.person(entry)


@contextmanager
def _told(entry: Entry, within: str = "", *, unless_said: str = "") -> Iterator[None]:
    """Tell a refusal with the line and the field of the file; what is not known names no field itself."""
    try:
        yield
    except Refusal as refusal:
        sentence = refusal_sentence(refusal) + refusal_way_out(refusal)
        name = within or FIELDS.get(refusal.field, refusal.field) or unless_said
        raise entry.fault(name, sentence) from refusal


class _Founder:
    """Enters one plan on one day, as the named job."""

    def __init__(self, plan: Plan, today: date) -> None:
        self.plan = plan
        self.today = today
        self.keeper = system_actor(JOB, on=today)
        self.roles = {role.code: role for role in Role.objects.all()}

    def region(self, entry: Entry) -> str:
        """Enter a region."""
        named = {"name": entry.get("name"), "code": entry.get("code")}
        if Region.objects.filter(code=entry.get("code")).exists():
            return _("区划 %(name)s（%(code)s）已在。") % named
        with _told(entry, unless_said="parent"):
            acts.set_up_region(
                actor=self.keeper,
                code=entry.get("code"),
                name=entry.get("name"),
                level=entry.get("level"),
                parent_code=entry.get("parent"),
            )
        return _("设立区划 %(name)s（%(code)s）。") % named

    def agency(self, entry: Entry) -> Iterator[str]:
        """Enter an agency and the shipped powers it holds."""
        code, superior = entry.get("code"), entry.get("superior")
        named = {"name": entry.get("name"), "code": code}
        if Agency.objects.filter(code=code).exists():
            yield _("机关 %(name)s（%(code)s）已在。") % named
        else:
            card = card_of(entry.values, self.plan.code_of(superior) if superior else "")
            with _told(entry, unless_said="region"):
                acts.set_up_agency(actor=self.keeper, code=code, since=self._since(entry), card=card)
            yield _("设立机关 %(name)s（%(code)s）。") % named
        yield from self._powers(entry, code)

    def _powers(self, entry: Entry, code: str) -> Iterator[str]:
        wanted = entry.values.get("powers", ())
        shipped = [table["code"] for table in power_tables()]
        for part in wanted:
            if not any(fnmatchcase(one, part) for one in shipped):
                raise entry.fault("powers", _("随软件提供的事项中没有“%(code)s”。"), code=part)
        chosen = [one for one in shipped if any(fnmatchcase(one, part) for part in wanted)]
        held = set(PowerHolder.objects.filter(agency_code=code).values_list("power__code", flat=True))
        if new := [one for one in chosen if one not in held]:
            loader = system_actor(LOADER, on=self.today)
            with _told(entry, "powers"):
                assign_powers(actor=loader, agency_code=code, codes=new, since=self._since(entry))
            yield _("  交给它 %(n)s 项执法事项。") % {"n": len(new)}

    def _since(self, entry: Entry) -> date:
        since: date = entry.values.get("since", self.today)
        return since

    def person(self, entry: Entry) -> Iterator[str]:
        """Enter a person by login name, with posts, certificate and qualification."""
        agency = Agency.objects.filter(code=self.plan.code_of(entry.get("agency"))).first()
        if agency is None:
            raise entry.fault("agency", _("没有这个机关。"))
        for name in entry.values["roles"]:
            if name not in self.roles:
                known = ", ".join(self.roles)
                raise entry.fault(
                    "roles", _("没有岗位“%(name)s”。只能有 %(known)s。"), name=name, known=known
                )
        named = {"name": entry.get("name"), "login": entry.get("login")}
        account = Account.objects.filter(username=named["login"]).select_related("person").first()
        if account is None:
            password = first_password()
            person = self._taken_on(entry, agency, password)
            said = _("登记 %(name)s，登录名 %(login)s，初始密码 %(password)s（只显示这一次）。")
            yield said % {**named, "password": password}
        elif account.person is None or account.person.name != named["name"]:
            raise entry.fault("login", _("登录名“%(login)s”已经属于别人。"), **named)
        else:
            person = account.person
            yield _("%(name)s（%(login)s）已在。") % named
        yield from self._posts(entry, person, agency)
        yield from self._papers(entry, person, agency)

    def _taken_on(self, entry: Entry, agency: Agency, password: str) -> Person:
        with _told(entry, unless_said="agency"):
            return acts.take_on(
                actor=self.keeper,
                agency=agency,
                name=entry.get("name"),
                title=entry.get("title"),
                phone=entry.get("phone"),
                role=self.roles[entry.values["roles"][0]],
                since=self._since(entry),
                username=entry.get("login"),
                password=password,
            )

    def _posts(self, entry: Entry, person: Person, agency: Agency) -> Iterator[str]:
        """Give the further posts; one that was ever held is not given again, it may have been ended."""
        for role in (self.roles[name] for name in entry.values["roles"]):
            if Appointment.objects.filter(person=person, agency=agency, role=role).exists():
                continue
            with _told(entry, "roles"):
                acts.appoint(
                    actor=self.keeper, agency=agency, person=person, role=role, since=self._since(entry)
                )
            yield _("  任职：%(role)s。") % {"role": gettext(role.title)}

    def _papers(self, entry: Entry, person: Person, agency: Agency) -> Iterator[str]:
        """Enter the certificate and the qualification to review that are not there yet."""
        whose: dict[str, Any] = {"actor": self.keeper, "agency": agency, "person": person}
        held = entry.values.get("certificate")
        if held and not Certificate.objects.filter(number=held["number"]).exists():
            with _told(entry, "certificate"):
                acts.issue_certificate(**whose, **held)
            yield _("  登记证件 %(number)s。") % {"number": held["number"]}
        able = entry.values.get("reviewer")
        grounds = ReviewerQualification.objects.filter(person=person)
        if able and not grounds.filter(ground=able["ground"]).exists():
            with _told(entry, "reviewer"):
                acts.register_reviewer(**whose, **{"since": self.today, **able})
            yield _("  登记法制审核资格。")

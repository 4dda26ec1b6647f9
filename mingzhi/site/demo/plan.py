"""Which cases the demo county has: a scenario, how far it has come, how long ago.

``until`` is the last step (or deed) played on the main line, "" the whole of it; ``turn`` is a part of the
scenario that is played after it, as far as ``stop``, and ``last`` another part after that; ``idle`` is how
many weeks the case has lain since its last event, so that some limits are overdue; ``unpublished`` leaves
the notice out, ``elsewhere`` says how the other channels are kept, ``unchecked`` leaves it before the
second person; ``delegated``: another body handles the case in the agency's name; ``reported`` places the
case in the year whose annual statistics the county has published.
"""

from dataclasses import dataclass
from typing import Any

from mingzhi.site.demo.elsewhere import LATE, OPEN, SHOWN
from mingzhi.site.demo.matters import matters, script_of
from mingzhi.site.walk import scenario


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One case of the demo county."""

    procedure: str
    matter: str
    until: str = ""
    turn: str = ""
    stop: str = ""
    last: str = ""
    outcome: str = ""
    idle: int = 0
    unpublished: bool = False
    delegated: bool = False
    unchecked: bool = False
    reported: bool = False
    elsewhere: str = ""

    @property
    def agency(self) -> str:
        """The key of the agency that handles the case."""
        return "qsj" if self.matter == WHOLE else str(matters()[self.procedure][self.matter]["agency"])

    def script(self) -> dict[str, Any]:
        """Return the filled scenario."""
        if self.matter == WHOLE:
            return scenario(WHOLE)
        script = script_of(self.procedure, self.matter, outcome=self.outcome)
        return script | {"case": script["case"] | {"delegated": self.delegated}}


WHOLE = "expired-food"


def _ordinary(matter: str, until: str = "", turn: str = "", **rest: Any) -> Part:
    return Part(procedure="ordinary", matter=matter, until=until, turn=turn, **rest)


def _summary(matter: str, until: str = "", turn: str = "", **rest: Any) -> Part:
    return Part(procedure="summary", matter=matter, until=until, turn=turn, **rest)


def _licence(matter: str, until: str = "", turn: str = "", **rest: Any) -> Part:
    return Part(procedure="licence", matter=matter, until=until, turn=turn, **rest)


PLAN: tuple[Part, ...] = (
    # The scenario every part of which the tour shows, and the same case at its turning points.
    _ordinary(WHOLE),
    _ordinary(WHOLE, "archive", "later", idle=9),
    _ordinary(WHOLE, "seize"),
    _ordinary(WHOLE, "submit_review"),
    _ordinary(WHOLE, "answer_defence"),
    _ordinary(WHOLE, "discuss"),
    # One small county for tests ends here; the demo goes on.
    _summary("onspot_price"),
    _licence("food_licence"),
    _ordinary("snacks", "publish", elsewhere=OPEN),
    _ordinary("bakery", "opinion"),
    _ordinary("market", "submit_review"),
    _ordinary("dishes", "decide_penalty"),
    _ordinary("waste"),
    _summary("onspot_waste", "hand_over"),
    # 清溪县市场监督管理局
    _ordinary("snacks", "open"),
    _ordinary("market", "inspect"),
    _ordinary("bakery", "order_to_correct", "not_filed", idle=3),
    _ordinary("dishes", "file"),
    _ordinary("market", "inquire", "suspended", idle=4),
    _ordinary("snacks", "inquire", "terminated", idle=6),
    _ordinary("dishes", "inquire", "transferred", idle=5),
    _ordinary("bakery", "inquire", "crime", idle=2),
    _ordinary("ads", "serve_notice", "hearing"),
    _ordinary("bakery", "assign"),
    _ordinary("dishes", "assign", idle=1),
    _ordinary("ads", "assign", "returned"),
    _ordinary("market", "approve_proposal", "no_penalty", outcome="first", idle=2),
    _ordinary("dishes", "serve_notice"),
    _ordinary("snacks", "serve_decision", idle=3, unpublished=True),
    _ordinary("snacks", "publish", unchecked=True),
    _ordinary("dishes", "publish", unchecked=True, idle=1),
    _ordinary("bakery", "publish", "plan"),
    _ordinary("dishes", "publish", "plan", last="missed"),
    _ordinary("market", "publish", "demanded"),
    _ordinary("dishes", "publish", "litigation", elsewhere=OPEN),
    _ordinary("bakery", "pay", "revoked", idle=1, elsewhere=SHOWN),
    _ordinary("snacks", idle=20),
    _ordinary("market", idle=12, elsewhere=LATE),
    _summary("onspot_price", "publish", idle=2, delegated=True),
    _licence("food_licence", "tell_correction"),
    _licence("food_licence", "accept", idle=1),
    _licence("food_licence", "tell_correction", "not_accepted", idle=3),
    _licence("food_licence", "accept", "withdrawn", idle=3),
    _licence("food_licence", "propose", "refusal", outcome="refuse", idle=2),
    _licence("food_licence", idle=8, elsewhere=LATE),
    # 清溪县综合行政执法局
    _ordinary("pavement"),
    _ordinary("pavement", "inquire"),
    _ordinary("road", "serve_notice"),
    _ordinary("road", "publish", elsewhere=OPEN),
    _ordinary("road", "submit_review", idle=3),
    _ordinary("stones", "publish", "substitute"),
    _ordinary("shed", "publish", "demolition"),
    _ordinary("waste", "decide_penalty", idle=2, unpublished=True),
    _summary("onspot_waste", idle=4),
    _summary("onspot_minor", "report_for_record"),
    _summary("onspot_waste", "decide_on_spot"),
    _licence("road_permit"),
    _licence("road_permit", "examine_on_site"),
    # 清溪县生态环境局、卫生健康局
    _ordinary("water", "conclude"),
    _ordinary("water", "publish", idle=1, elsewhere=OPEN),
    _ordinary("speaker"),
    _ordinary("speaker", "serve_decision"),
    _ordinary("hotel", "findings"),
    _ordinary("hotel", "close", idle=2),
    _summary("onspot_hotel", "publish"),
    _licence("spa_licence"),
    # 望海县与明州市
    _ordinary("fruit"),
    _ordinary("fruit", "serve_notice", idle=5),
    _ordinary("stall", "publish"),
    _ordinary("stall", "inquire", idle=14),
    _ordinary("cakes", "publish"),
    _ordinary("cakes", "submit_review"),
    _summary("onspot_pave"),
    _licence("sea_licence"),
    # States that nothing above stands in.
    _ordinary("ads", "assign", "returned", last="disputed"),
    _ordinary("ads", "serve_notice", "hearing", stop="notify_hearing"),
    _ordinary("bakery", "inquire", "crime", stop="report_crime"),
    _ordinary("dishes", "inquire", "crime", stop="approve_crime"),
    _ordinary("snacks", "complete"),
    _ordinary("stones", "publish", "substitute", stop="warn_substitute"),
    _ordinary("stones", "publish", "substitute", stop="warn_substitute", last="paused"),
    _ordinary("stones", "publish", "substitute", stop="warn_substitute", last="agreed"),
    _ordinary("stones", "publish", "substitute", stop="warn_substitute", last="gone"),
    _ordinary("market", "publish", "demanded", last="court"),
    _summary("onspot_hotel", "check_on_site"),
    _summary("onspot_hotel", "tell_on_site", "converted"),
    _summary("onspot_price", "publish", "demanded"),
    _summary("onspot_price", "publish", "demanded", last="court"),
    _summary("onspot_price", "publish", "demanded", last="ended"),
    _summary("onspot_waste", "publish", "revoked"),
    _summary("onspot_price", "tell_on_site"),
    _summary("onspot_waste", "complete"),
    _licence("food_licence", "open"),
    _licence("spa_licence", "propose"),
    _licence("food_licence", "propose", "refusal", stop="submit_review", outcome="refuse"),
    _licence("food_licence", "propose", "refusal", stop="assign", last="sent_back", outcome="refuse"),
    _licence("food_licence", "propose", "refusal", stop="opinion", outcome="refuse"),
    _licence("spa_licence", "accept", "heard"),
    _licence("road_permit", "grant"),
    _licence("sea_licence", "publish", "closed"),
    _licence("food_licence", "publish", "renewing"),
    _licence("road_permit", "publish", "renewed"),
    _licence("road_permit", "publish", "not_renewed"),
    _licence("road_permit", "publish", "deemed"),
    _licence("sea_licence", "publish", "changed"),
    _licence("spa_licence", "publish", "revoking"),
    _licence("food_licence", "publish", "revoking", last="struck"),
    _licence("road_permit", "publish", "recalled"),
    _licence("sea_licence", "publish", "cancelled"),
    _licence("sea_licence", "publish", "cancelled", last="archived"),
    # In the year of the published annual statistics, so that their figures have cases behind them.
    _summary("onspot_price", reported=True),
    _summary("onspot_waste", reported=True),
    _licence("road_permit", reported=True),
)

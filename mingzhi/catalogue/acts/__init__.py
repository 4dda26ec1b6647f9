"""The acts that write the catalogue."""

from mingzhi.catalogue.acts.adapting import adapt_template
from mingzhi.catalogue.acts.benchmarks import set_benchmark
from mingzhi.catalogue.acts.giving_up import cancel_planned, give_up
from mingzhi.catalogue.acts.holidays import enter_holidays
from mingzhi.catalogue.acts.lists import set_recording_item, set_review_rule
from mingzhi.catalogue.acts.loading import load_catalogue
from mingzhi.catalogue.acts.parameters import set_parameter
from mingzhi.catalogue.acts.powers import (
    assign_powers,
    move_powers,
    publish_power_version,
    withdraw_powers,
)
from mingzhi.catalogue.acts.repealing import repeal_article

__all__ = [
    "adapt_template",
    "assign_powers",
    "cancel_planned",
    "enter_holidays",
    "give_up",
    "load_catalogue",
    "move_powers",
    "publish_power_version",
    "repeal_article",
    "set_benchmark",
    "set_parameter",
    "set_recording_item",
    "set_review_rule",
    "withdraw_powers",
]

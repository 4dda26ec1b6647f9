from mingzhi.catalogue.models.lists import RecordingItem, ReviewRule
from mingzhi.catalogue.models.parameter import Parameter
from mingzhi.catalogue.models.power import Benchmark, Power, PowerHolder, PowerVersion
from mingzhi.catalogue.models.statute import Article, Reliance, Statute, StatuteVersion
from mingzhi.catalogue.models.template import Template

__all__ = [
    "Article",
    "Benchmark",
    "Parameter",
    "Power",
    "PowerHolder",
    "PowerVersion",
    "RecordingItem",
    "Reliance",
    "ReviewRule",
    "Statute",
    "StatuteVersion",
    "Template",
]

"""All reading of cases. What people see takes the viewer; who may not know gets NotKnown."""

from mingzhi.cases.queries.counting import decisions_until
from mingzhi.cases.queries.facts.picture import facts_of
from mingzhi.cases.queries.lists.cases import CaseFilter, CaseList, CaseRow, count, visible_to
from mingzhi.cases.queries.lists.todo import Todo, TodoItem, todo
from mingzhi.cases.queries.pages import CasePage, ClockView, case_page, case_row
from mingzhi.cases.queries.procedures import procedure_of, state_of

__all__ = [
    "CaseFilter",
    "CaseList",
    "CasePage",
    "CaseRow",
    "ClockView",
    "Todo",
    "TodoItem",
    "case_page",
    "case_row",
    "count",
    "decisions_until",
    "facts_of",
    "procedure_of",
    "state_of",
    "todo",
    "visible_to",
]

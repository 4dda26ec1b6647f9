"""One thing a person does on a page: what the form asks, which act it calls, what is said afterwards."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.contrib import messages
from django.http import QueryDict
from django.utils.translation import gettext as _

from mingzhi.cases.rules.procedure import Field, Step
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.refusal import NotKnown, Refusal
from mingzhi.workbench.door import StaffRequest
from mingzhi.workbench.forms import Context, Entry, Typed, entries, errors_of, read

Run = Callable[[Actor, Any, dict[str, Any]], Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Doing:
    """A form with its act. ``basis`` is the compact citation that demands its fields."""

    code: str
    title: str
    run: Run
    said: str
    basis: str
    fields: tuple[Field, ...] = ()
    folded: frozenset[str] = frozenset()  # fields seldom needed, folded away below the others
    grave: bool = False

    @property
    def step(self) -> Step:
        """The declaration against which entries are checked."""
        return Step(code=self.code, title=self.title, sources=(), basis=(self.basis,), fields=self.fields)

    def form(self, context: Context | None = None, stored: Mapping[str, Any] | None = None) -> "Form":
        """Return the empty form."""
        return Form(self, entries(self.fields, stored=stored, context=self.placed(context)))

    def placed(self, context: Context | None) -> Context:
        """Return the context of this form among others on its page: the ids of its fields are its own."""
        return replace(context or Context(), within=f"{self.code}-")


@dataclass(frozen=True, slots=True)
class Form:
    """A form as the page shows it."""

    doing: Doing
    entries: list[Entry]
    refusal: Refusal | None = None

    @property
    def front(self) -> list[Entry]:
        """The fields that lie open."""
        return [entry for entry in self.entries if entry.field.code not in self.doing.folded]

    @property
    def folded(self) -> list[Entry]:
        """The fields folded away."""
        return [entry for entry in self.entries if entry.field.code in self.doing.folded]

    @property
    def unfolded(self) -> bool:
        """Something folded away holds an error or an entry, so the fold stands open."""
        return any(entry.error or entry.value for entry in self.folded)


@dataclass(slots=True)
class Attempt:
    """What came of a submitted form: done, or refused with everything typed still there."""

    doing: Doing
    typed: Typed
    refusal: Refusal | None = None
    result: Any = None
    errors: dict[str, Refusal] = field(default_factory=dict)

    @property
    def done(self) -> bool:
        """The act was performed."""
        return self.refusal is None

    def form(self, context: Context | None = None) -> Form:
        """Return the form as it was typed, with its errors."""
        around = self.doing.placed(context)
        shown = entries(self.doing.fields, shown=self.typed.shown, errors=self.errors, context=around)
        return Form(self.doing, shown, self.refusal)


def attempt(request: StaffRequest, doing: Doing, subject: Any) -> Attempt:
    """Read the form and perform the act; a refusal is kept for the page that shows it."""
    typed = read(doing.fields, QueryDict() if request.method != "POST" else request.POST)
    tried = Attempt(doing, typed)
    tried.errors = errors_of(doing.step, typed.data, None)
    try:
        if tried.errors:
            raise next(iter(tried.errors.values()))
        tried.result = doing.run(request.actor, subject, typed.data)
    except Refusal as refusal:
        tried.refusal = refusal
        tried.errors = errors_of(doing.step, typed.data, refusal)
    else:
        messages.success(request, _(doing.said), extra_tags=request.POST.get("draft", ""))
    return tried


def known(doings: Mapping[str, Doing], code: str) -> Doing:
    """Return the doing an address names; NotKnown for every other word."""
    doing = doings.get(code)
    if doing is None:
        raise NotKnown("work.doing", _("没有这项操作。"))
    return doing


def forms_for(
    doings: Mapping[str, Doing],
    tried: Attempt | None,
    *,
    context: Context | None = None,
    stored: Mapping[str, Any] | None = None,
) -> dict[str, Form]:
    """Return every form of a page, filled with what is stored; the one just tried shows what was typed."""
    return {
        code: tried.form(context) if tried and tried.doing.code == code else doing.form(context, stored)
        for code, doing in doings.items()
    }

"""Forms: what is typed is what is stored, and comes back as it was."""

from dataclasses import replace

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from mingzhi.cases.rules.core import read_core
from mingzhi.cases.rules.entries import check_entries
from mingzhi.cases.rules.procedure import Field, FieldKind, Step
from mingzhi.kernel.citation import Citation, chinese_number
from mingzhi.kernel.refusal import Invalid
from mingzhi.workbench.casework.stepping import moment_of
from mingzhi.workbench.forms import Context, entries, errors_of, read
from mingzhi.workbench.forms.citations import read_citation, read_number, show_citation
from mingzhi.workbench.forms.reading import read_cents
from mingzhi.workbench.forms.showing import show, show_cents
from mingzhi.workbench.showing.core import core_rows


def field(kind, code="x", **more):
    return Field(code=code, label="甲", kind=kind, **more)


def posted(**values):
    data = QueryDict(mutable=True)
    for name, value in values.items():
        data.setlist(name.replace("__", "."), value if isinstance(value, list) else [value])
    return data


def back(kind, typed, **more):
    """Type, store, show again, type what was shown, store."""
    item = field(kind, **more)
    first = read([item], posted(x=typed)).data["x"]
    return first, read([item], posted(x=show(kind, first))).data["x"]


@pytest.mark.parametrize(
    ("kind", "typed", "stored"),
    [
        (FieldKind.TEXT, "  溪滨路18号 ", "溪滨路18号"),
        (FieldKind.LONG, "第一行\r\n第二行", "第一行\n第二行"),
        (FieldKind.DATE, "2026-03-03", "2026-03-03"),
        (FieldKind.DATE, "2026.3.3", "2026-03-03"),
        (FieldKind.DATE, "2026年3月3日", "2026-03-03"),
        (FieldKind.MOMENT, "2026年3月3日 9:40", "2026-03-03T09:40:00+08:00"),
        (FieldKind.MOMENT, "2026.3.3 9时40分", "2026-03-03T09:40:00+08:00"),
        (FieldKind.MOMENT, "2026-03-03T09:40", "2026-03-03T09:40:00+08:00"),
        (FieldKind.MONEY, "4,000.5", 400050),
        (FieldKind.NUMBER, "12", 12),
        (FieldKind.LIST, "照片\n\n票据", ["照片", "票据"]),
    ],
)
def test_every_kind_goes_round(kind, typed, stored):
    assert back(kind, typed) == (stored, stored)


@given(st.integers(min_value=0, max_value=10**12))
def test_money_goes_round_for_every_sum(cents):
    assert read_cents(show_cents(cents)) == cents


@pytest.mark.parametrize("wrong", ["四千", "1.234", "1e400", "NaN", "--1"])
def test_what_is_no_money_stays_as_typed_and_is_refused(wrong):
    item = field(FieldKind.MONEY)
    typed = read([item], posted(x=wrong))
    step = Step(code="s", title="步骤", sources=(), basis=("行政处罚法 §9",), fields=(item,))
    assert typed.shown["x"] == wrong
    assert [refusal.code for refusal in check_entries(step, typed.data)] == ["cases.field_form"]


def test_rows_of_goods_go_round_and_empty_rows_are_dropped():
    item = field(FieldKind.ITEMS)
    post = posted(
        x__name=["火腿肠", ""], x__quantity=["12", ""], x__unit=["包", ""], x__specification=["400克", ""]
    )
    data = read([item], post).data["x"]
    assert data == [{"name": "火腿肠", "specification": "400克", "quantity": 12, "unit": "包"}]
    assert show(FieldKind.ITEMS, data)[0]["quantity"] == "12"


def test_a_column_that_is_chosen_takes_only_what_there_is_to_choose():
    kinds = (("书证", "书证"), ("物证", "物证"))
    item = replace(field(FieldKind.ITEMS), column_choices=(("unit", kinds),))
    step = Step(code="s", title="步骤", sources=(), basis=("行政处罚法 §9",), fields=(item,))
    for unit, codes in (("书证", []), ("照片", ["cases.field_form"]), ("", ["cases.field_form"])):
        typed = read([item], posted(x__name=["收据"], x__unit=[unit]))
        assert [refusal.code for refusal in check_entries(step, typed.data)] == codes
    (entry,) = entries([item])
    assert entry.choices_of == {"unit": kinds}


def test_what_the_case_holds_is_chosen_even_where_it_holds_nothing():
    item = field(FieldKind.TEXT)
    for papers in ((), (("order", "责令改正通知书 1号"),)):
        (entry,) = entries([item], context=Context(options={"x": papers}))
        assert entry.template == "work/forms/fields/choice.html" and entry.options == papers
    (free,) = entries([item])
    assert free.template == "work/forms/fields/text.html"


def test_a_row_is_added_without_a_script():
    item = field(FieldKind.ITEMS)
    typed = read([item], posted(x__name=["火腿肠"]))
    (entry,) = entries([item], shown=typed.shown, context=Context(more_rows="x"))
    assert [row["name"] for row in entry.rows] == ["火腿肠", ""]


def test_the_core_goes_round_and_takes_its_party_from_the_case():
    item = field(FieldKind.CORE)
    post = posted(
        x__outcome="penalty",
        x__facts="陈列过期食品",
        x__breached="《中华人民共和国食品安全法》第三十四条第十项",
        x__basis="食品安全法 §124-1(5)\n《行政处罚法》第三十二条第一项",
        x__penalties__kind=["fine", "confiscate_goods", ""],
        x__penalties__amount=["4000", "", ""],
        x__penalties__days=["", "", ""],
        x__penalties__text=["", "火腿肠12包", ""],
        x__mitigation="below_minimum",
        x__reasons="主动召回",
    )
    data = read([item], post, party={"name": "好味食品店"}).data["x"]
    core = read_core(data)
    assert core.party == {"name": "好味食品店"}
    assert core.breached == ("食品安全法 §34(10)",)
    assert core.basis == ("食品安全法 §124-1(5)", "行政处罚法 §32(1)")
    assert core.fine == 400000 and len(core.penalties) == 2
    again = posted(**{f"x__{k}": v for k, v in show(FieldKind.CORE, data).items() if isinstance(v, str)})
    for part in ("kind", "amount", "days", "text"):
        again.setlist(f"x.penalties.{part}", [row[part] for row in show(FieldKind.CORE, data)["penalties"]])
    assert read([item], again, party={"name": "好味食品店"}).data["x"] == data


@pytest.mark.parametrize(("typed", "kept"), [("", "查明的事实"), ("另写的事实", "另写的事实")])
def test_facts_asked_before_the_core_are_its_own_unless_it_says_others(typed, kept):
    fields = [field(FieldKind.LONG, "facts"), field(FieldKind.CORE, "core")]
    read_in = read(fields, posted(facts="查明的事实", core__outcome="penalty", core__facts=typed))
    assert read_in.data["core"]["facts"] == kept and read_in.shown["core"]["facts"] == typed
    assert [entry.facts_above for entry in entries(fields)] == [False, True]


def test_a_grant_goes_round_in_its_own_parts():
    item, party = field(FieldKind.CORE), {"name": "好味食品店"}
    grant = {"scope": "热食类食品制售", "valid_from": "2026-03-18", "valid_until": "2031-03-17"}
    typed = {f"x__grant__{part}": words for part, words in grant.items()}
    data = read([item], posted(x__outcome="grant", x__facts="符合条件", **typed), party=party).data["x"]
    assert dict(read_core(data).grant) == grant == show(FieldKind.CORE, data)["grant"]
    with pytest.raises(ValueError, match="content"):
        read_core(data | {"grant": {"content": "热食类食品制售"}})


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"x__outcome": ""}, "没有选择处理结果"),
        ({"x__facts": ""}, "没有写明事实"),
        ({"x__penalties__kind": ["fine", ""]}, "第2项处罚没有选择种类"),
        ({"x__penalties__amount": ["四千", ""]}, "第1项处罚的金额“四千”不是金额"),
        ({"x__penalties__days": ["", "十"]}, "第2项处罚的天数“十”不是整数"),
    ],
)
def test_what_is_wrong_with_a_core_is_said_with_its_place(changes, said):
    whole = {
        "x__outcome": "penalty",
        "x__facts": "陈列过期食品",
        "x__penalties__kind": ["fine", "confiscate_goods"],
        "x__penalties__amount": ["4000", ""],
        "x__penalties__days": ["", ""],
        "x__penalties__text": ["", "火腿肠12包"],
    }
    item = field(FieldKind.CORE)
    step = Step(code="x", title="甲", sources=(), basis=("行政处罚法 §57",), fields=(item,))
    data = read([item], posted(**whole | changes), party={"name": "好味食品店"}).data
    error = errors_of(step, data, None)["x"]
    assert said in str(error) and error.way_out


def test_a_field_that_does_not_belong_to_the_choice_is_left_out():
    manner = field(FieldKind.CHOICE, "manner", choices=(("direct", "直接"), ("retained", "留置")))
    witness = field(FieldKind.TEXT, "witness", when=("manner", ("retained",)))
    assert "witness" not in read([manner, witness], posted(manner="direct", witness="李四")).data
    assert read([manner, witness], posted(manner="retained", witness="李四")).data["witness"] == "李四"


def test_all_wrong_fields_are_named_at_once():
    step = Step(
        code="s",
        title="步骤",
        sources=(),
        basis=("行政处罚法 §55",),
        fields=(
            field(FieldKind.TEXT, "a"),
            field(FieldKind.YES, "b"),
            field(FieldKind.TEXT, "c", required=False),
        ),
    )
    assert set(errors_of(step, read(step.fields, QueryDict()).data, None)) == {"a", "b"}


@given(
    st.builds(
        Citation,
        st.just("食品安全法"),
        st.integers(1, 999),
        st.integers(0, 12),
        st.integers(0, 20),
    )
)
def test_citations_go_round(citation):
    assert read_citation(str(citation)) == citation.compact
    assert show_citation(citation.compact) == str(citation)


@given(st.integers(1, 9999))
def test_chinese_numbers_are_read_as_they_are_written(number):
    assert read_number(chinese_number(number)) == number


def test_a_list_of_articles_is_kept_compact_and_shown_in_words():
    """行政强制法 §29-1 asks whether each is of a law: what people write must be understood."""
    item = field(FieldKind.LIST, "basis")
    written = "《食品安全法》第一百二十四条第一款第五项\n另有规定的从其规定"
    kept = read([item], posted(basis=written)).data["basis"]
    assert kept == ["食品安全法 §124-1(5)", "另有规定的从其规定"]
    assert show(FieldKind.LIST, kept) == written


def test_other_text_is_no_citation():
    assert read_citation("省裁量基准第3档") == "省裁量基准第3档"


def test_the_days_of_a_licence_are_read_in_words() -> None:
    core = {
        "outcome": "grant",
        "grant": {"scope": "热食类", "valid_from": "2026-11-30", "valid_until": "长期"},
    }
    with override("zh-hans"):
        said = dict(core_rows(core))["许可内容"]
    assert said == "热食类\n有效期自 2026年11月30日\n有效期至 长期"
    with override("en"):
        assert "30 November 2026" in dict(core_rows(core))["许可内容"]


def test_on_the_spot_a_warning_or_a_fine_is_offered_and_nothing_else() -> None:
    """行政处罚法 §51; the kinds the power knows come first."""
    core = field(FieldKind.CORE, "core")
    (entry,) = entries([core], context=Context(on_spot=True, usual=("fine",)))
    assert [code for code, _title in entry.options] == ["fine", "warning"]
    shown = render_to_string(entry.template, {"entry": entry})
    assert 'type="hidden" name="core.outcome" value="penalty"' in shown
    assert "core.penalties.amount" in shown and "core.penalties.days" not in shown
    (whole,) = entries([core], context=Context(usual=("stop_business",)))
    assert (whole.options[0][0], len(whole.options)) == ("stop_business", 14)


@pytest.mark.parametrize("typed", ["0001-01-01T00:00", "9999-12-31T23:59", "morgen"])
def test_a_time_beside_the_form_that_no_clock_shows_is_refused_by_its_name(typed):
    """0001 is what a browser sends of a year half typed; no zone of time can carry it."""
    with pytest.raises(Invalid) as refused:
        moment_of(typed, "occurred_at")
    assert refused.value.field == "occurred_at"

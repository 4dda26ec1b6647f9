"""Drawing papers: PDF/A, deterministic, every layout, hostile text, speed."""

import io
import time
from dataclasses import replace
from datetime import date

import pytest
from pypdf import PdfReader

from mingzhi.catalogue.rules.reading import template_files
from mingzhi.catalogue.rules.templates import FieldRef, Layout
from mingzhi.kernel.refusal import Invalid
from mingzhi.records.papers import make_paper
from mingzhi.records.render import pages_of, render
from mingzhi.records.tests.factories import AGENCY, DATA, DAY, template

URL = "https://mingzhi.example/v/4a5f1c9be0d27a6e"
FILES = template_files()


def draw(view=None, data=DATA, **more):
    given = {"agency": AGENCY, "on": DAY, "number": "清市监处罚〔2026〕27号", "verify_url": URL, **more}
    return render(view or template(), data, **given)


def text_of(pdf):
    return (
        "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
        .replace("\n", "")
        .replace(" ", "")
    )


def test_a_paper_is_pdf_a_2b_and_says_so():
    reader = PdfReader(io.BytesIO(draw()))
    metadata = reader.trailer["/Root"]["/Metadata"].get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in metadata
    assert "<pdfaid:conformance>B</pdfaid:conformance>" in metadata
    intents = reader.trailer["/Root"]["/OutputIntents"]
    assert intents[0].get_object()["/S"] == "/GTS_PDFA1"
    assert reader.metadata.title == "行政处罚决定书" and reader.metadata.author == AGENCY.name


def test_every_font_is_embedded():
    fonts = {}
    for page in PdfReader(io.BytesIO(draw())).pages:
        fonts |= page["/Resources"]["/Font"]
    descriptors = [
        font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        for font in fonts.values()
    ]
    assert descriptors
    assert all("/FontFile3" in one or "/FontFile2" in one for one in descriptors)
    assert all("Mingzhi" in one["/FontName"] for one in descriptors)


def test_equal_arguments_give_equal_bytes():
    assert draw() == draw()
    assert draw() != draw(on=date(2026, 4, 15))


def test_the_paper_says_what_the_data_say():
    text = text_of(draw())
    for wanted in (
        "清溪县市场监督管理局",
        "清市监处罚〔2026〕27号",
        "行政处罚决定书",
        "清溪县好味食品店",
        "2026年4月13日",
        "4A5F-1C9B-E0D2-7A6E",
        "mingzhi.example/v/4a5f1c9be0d27a6e",
    ):
        assert wanted in text


def test_the_court_that_ruled_is_the_one_entered_and_else_the_agency_s_own():
    ruling = FILES["court_ruling"]
    entered = {**DATA, "court": "明州市中级人民法院", "ruled_on": "2026-04-10", "result": "upheld"}
    assert "明州市中级人民法院" in text_of(draw(ruling, entered))
    assert AGENCY.court in text_of(draw(ruling, {**entered, "court": ""}))


@pytest.mark.parametrize("layout", list(Layout))
def test_every_layout_draws(layout):
    view = next(one for one in FILES.values() if one.layout is layout)
    pdf = draw(view, {})
    assert pages_of(pdf) == len(PdfReader(io.BytesIO(pdf)).pages) >= 1
    assert view.title in text_of(pdf)


@pytest.mark.parametrize("code", sorted(FILES))
def test_every_template_of_the_catalogue_draws_empty(code):
    assert draw(FILES[code], {}).startswith(b"%PDF-1.7")


HOSTILE = [
    '#eval("1+1")',
    '#read("/etc/passwd") $x^2$ *粗* _斜_ `码` <标> @引 \\ ~ // 注 /* 注',
    "{number} {{facts}} {party_name|money}",
    "]] )) } #set page(width: 1pt) #panic()",
    '","sealed":false,"x":"',
    "\u202e倒\u2066隐\u200b零\ud7ff\u0000\x1b[31m",
    "😀𠀀𰻝㍿",
    "A" * 5000,
    "字" * 3000,
    "\n" * 500 + "末",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_only_text(text):
    rows = [{"name": text, "specification": text, "quantity": 1, "unit": text}]
    data = {"party_name": text, "facts": text, "items": rows}
    for code in ("penalty_decision", "preservation_notice", "filing_approval", "seizure_inventory"):
        assert draw(FILES[code], data, number="").startswith(b"%PDF")


def test_markup_is_printed_as_it_was_written():
    text = text_of(draw(data={**DATA, "party_name": '#eval("1+1")*粗*{number}'}))
    assert '#eval("1+1")*粗*{number}' in text


@pytest.mark.parametrize(
    "text",
    [
        '#read("ground.typ")',
        '#image("/etc/passwd")',
        '#include"blocks.typ"',
        "#{sys.inputs}",
        '$#read("paper.typ")$',
        "```#panic()```",
        "<label>@label\\#h(1pt)",
        '#import"@preview/a:1.0.0"',
    ],
)
def test_no_text_reads_a_file_or_runs(text):
    """Every template, every field it shows: the text stands there as it was written."""
    drawn = text_of(draw(data={**DATA, "party_name": text, "facts": text}))
    assert text in drawn and "sys.inputs" not in drawn.replace(text, "") and "#let" not in drawn


def test_too_much_for_one_paper_is_refused():
    with pytest.raises(Invalid) as caught:
        draw(data={**DATA, "facts": "字" * 300_000})
    assert caught.value.code == "records.unprintable"


@pytest.mark.parametrize("wrong", ["\ud800", "\x00", 0.5])
def test_what_no_database_keeps_makes_no_paper(wrong):
    with pytest.raises(Invalid):
        make_paper(template(), {**DATA, "facts": wrong}, agency=AGENCY, on=DAY)


def test_a_paper_without_a_code_has_no_mark():
    assert "验证码" not in text_of(draw(verify_url=""))


def test_long_records_carry_their_page_numbers_and_signatures():
    questions = [{"question": f"第{n}问", "answer": "没有。"} for n in range(60)]
    pdf = draw(FILES["inquiry_record"], {"questions": questions, "sign_asked": "王秀兰"}, number="")
    reader = PdfReader(io.BytesIO(pdf))
    assert len(reader.pages) >= 3
    for number, page in enumerate(reader.pages, 1):
        text = page.extract_text().replace("\n", "")
        assert f"第{number}页" in text and f"共{len(reader.pages)}页" in text
        assert "被询问人签名" in text and "王秀兰" in text


def test_twenty_pages_a_second_on_one_core():
    view = template()
    draw(view)
    started = time.process_time()
    for number in range(20):
        draw(view, {**DATA, "facts": f"第{number}件。{DATA['facts']}"})
    assert time.process_time() - started < 1.0 * 3, "an idle core needs a third of a second"


def test_an_agency_with_a_long_name_still_fits_its_head():
    name = "明州市高新技术产业开发区综合行政执法局溪滨街道综合行政执法中队"
    assert pages_of(draw(agency=replace(AGENCY, name=name))) == 1


def test_the_signature_lines_of_a_notice_stand_on_one_page():
    things = [{"name": "火腿肠", "specification": "400克/包", "quantity": 12, "unit": "包"}]
    why = "涉案火腿肠可能被销毁、转移，以后难以取得"
    data = DATA | {"items": things, "reason": why, "contact_name": "陈立"}
    reader = PdfReader(io.BytesIO(draw(FILES["preservation_notice"], data)))
    signed = [page.extract_text() for page in reader.pages if "签名" in page.extract_text()]
    assert len(signed) == 1
    assert "当事人（签名" in signed[0] and "执法人员（签名" in signed[0]


def test_a_proof_of_service_names_the_receiver_once():
    receiver = "王秀兰，经营者本人"
    text = text_of(draw(FILES["service_receipt"], DATA | {"receiver": receiver, "proxy": receiver}))
    assert text.count(receiver) == 1


def test_the_label_before_a_code_is_not_drawn_apart():
    """A justified line would stretch 统一社会信用代码 over the page: a code cannot be broken after it."""
    label = "统一社会信用代码（身份证件号码）"
    small = template()
    fields = (*small.sections[0].fields, FieldRef(code="party_code", label=label))
    view = replace(small, sections=(replace(small.sections[0], fields=fields), *small.sections[1:]))
    drawn = draw(view, DATA | {"party_code": "92339921MAEUHUXQ7M"})
    assert label in PdfReader(io.BytesIO(drawn)).pages[0].extract_text()

"""One case whose free text is full of people's data: none of it comes out of any public door or file."""

import gzip
import json
import subprocess
import unicodedata
from copy import deepcopy
from io import BytesIO

import pytest
from pypdf import PdfReader

from mingzhi.cases.models import Decision
from mingzhi.cases.notices import draft_of
from mingzhi.disclosure.models import Notice, NoticeVersion
from mingzhi.disclosure.tests.factories import settle
from mingzhi.kernel import clock
from mingzhi.kernel.refusal import NotNow
from mingzhi.portal.opendata.building import build
from mingzhi.portal.views.notices import link
from mingzhi.records.queries import document
from mingzhi.redaction.codes import check_character
from mingzhi.site.tests.public_doors import every_address
from mingzhi.site.tests.stages import staged
from mingzhi.site.walk import scenario

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.1.3c")]

_FIRST = "33992119850714312"
NUMBER = _FIRST + check_character(_FIRST)
PLANTED = {
    NUMBER: f"{NUMBER[:6]} {NUMBER[6:14]} {NUMBER[14:]}",
    "13857912468": "１３８５７９１２４６８",
    "057987654321": "0579-8765 4321转801",
    "6222021234567890128": "6222 0212 3456 7890 128",
    "浙ad12345": "浙A·D12345",
    "lianjie77163com": "lianjie77@163.com",
    "wxidqingxi2026": "wxid_qingxi2026",
    "e12345678": "E12345678",
    "桂花家园3幢502室": "清溪县桂花家园3幢502室",
    "石桥镇下岙村12组45号": "石桥镇下岙村12组45号",
    "1985年7月14日": "1985年7月14日",
    "李建军": "李建军",
    "陆小苗": "陆小苗",
    "石桥镇中心小学": "石桥镇中心小学五年级（2）班",
    "俞佩珊": "俞 佩 珊",
    "阿依古丽": "阿依古丽·买买提",
    "王秀兰": "王　秀兰",
}
"""What must be nowhere, folded, and how it is written in the case."""
SAYS = (
    "证人李建军（身份证号码{a}，{k}出生，住{i}，电话{b}）陈述，其驾驶{e}前来购买，经银行卡{d}付款。"
    "未成年人陆小苗（11周岁）系{n}学生，家住{j}。俞 佩 珊清点了货物。供货人座机{c}，邮箱{f}，微信号：{g}，"
    "外籍人员阿依古丽·买买提持护照{h}。王　秀兰在场。"
)
PUBLIC = ("清溪县好味食品店", "92339921MA7K9XY03N", "第一百二十四条", "火腿肠")


def folded(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKC", text).lower() if char.isalnum())


def sentence() -> str:
    return SAYS.format(**dict(zip("abcdefghijklmnopq", PLANTED.values(), strict=True)))


@pytest.fixture
def script():
    """Return the expired-food case with people's data in every free text that reaches a decision."""
    changed = deepcopy(scenario("expired-food"))
    changed["core"]["facts"] += sentence()
    changed["core"]["reasons"] += sentence()
    changed["case"]["cause"] = "王秀兰经营超过保质期的食品案"
    inspect = next(item for item in changed["events"] if item.get("step") == "inspect")
    inspect["data"]["present_name"] = "俞佩珊（店员）"
    return changed


@pytest.fixture
def published(script, people, tmp_path, settings) -> Notice:
    settings.VAR = tmp_path
    walk = staged(people, script)
    walk.play(before="publish")
    walk.perform({name: value for name, value in publication(script).items() if name != "slips"})
    settle()
    return Notice.objects.get(source_urn=Decision.objects.get().urn)


def publication(script):
    return next(item for item in script["events"] if item["do"] == "publish")


def leaks(text: str) -> list[str]:
    plain = folded(text)
    return [needle for needle in PLANTED if folded(needle) in plain]


def body(answer) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_the_case_itself_is_full_of_it(script, people):
    """The paper that was served says it all: what stays away from the public was there to be hidden."""
    walk = staged(people, script)
    walk.play(before="publish")
    served = document(Decision.objects.get().document_uid, walk.actor("handler", clock.today()))
    assert leaks(json.dumps(served.fields, ensure_ascii=False)) == list(PLANTED)


def test_no_door_gives_any_of_it_away(client, published):
    seen = 0
    for address in every_address(published):
        found = body(client.get(address))
        text = words_of(found) if found.startswith(b"%PDF-") else found.decode("utf-8", "replace")
        assert leaks(text) == [], address
        seen += any(sign in text for sign in PUBLIC)
    assert seen > 12


def test_no_search_knows_a_hidden_word(client, published):
    """Whoever knows a name, a number or a home does not learn from the index that this notice hides it."""
    words = ("李建军", "建军", "俞佩珊", "陆小苗", "王秀兰", "秀兰", "阿依古丽", NUMBER, "桂花家园")
    found = {word: client.get("/notices.json", {"q": word}).json()["count"] for word in words}
    assert found == dict.fromkeys(words, 0)
    assert client.get("/notices.json", {"q": "好味食品店"}).json()["count"] > 0


def test_the_pdf_says_what_the_redacted_text_says(client, published):
    """Line by line the same words; no outline, attachment, earlier revision; no name in the file's name."""
    answer = client.get(f"/notices/{published.uid}/document.pdf")
    pdf = body(answer)
    reader = PdfReader(BytesIO(pdf))
    drawn = folded("".join(page.extract_text() for page in reader.pages))
    text = NoticeVersion.objects.get(notice=published).text
    lines = [folded(line.rpartition("：")[2]) for line in text.splitlines()]
    assert len(lines) > 20 and [line for line in lines if line not in drawn] == []
    assert pdf.count(b"%%EOF") == 1 and not reader.attachments
    assert leaks(str(reader.outline)) == [] and leaks(str(answer.headers)) == []


def words_of(pdf: bytes) -> str:
    """Everything a PDF says: pages as two programs read them, description, XMP, every string and stream."""
    reader = PdfReader(BytesIO(pdf))
    read = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True).stdout
    objects = [reader.get_object(number) for number in sorted(reader.xref.get(0, {}) | reader.xref_objStm)]
    streams = [one.get_data().decode("utf-8", "replace") for one in objects if hasattr(one, "get_data")]
    pages = [page.extract_text() for page in reader.pages]
    assert not reader.attachments and not any("/Annots" in page for page in reader.pages)
    return "\n".join((*pages, read.decode(), str(reader.metadata), *map(str, objects), *streams))


def test_the_pdf_says_no_more_than_it_shows(client, published):
    """Two programs read the same words; nothing is drawn over, behind the page or into its description."""
    pdf = body(client.get(f"/notices/{published.uid}/document.pdf"))
    assert leaks(words_of(pdf)) == [] and "好味食品店" in folded(words_of(pdf))
    shown = folded("".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages))
    assert shown.count("***") == 0 and "俞某" in shown and "李某" in shown
    operators = b"".join(page.get_contents().get_data() for page in PdfReader(BytesIO(pdf)).pages)
    assert b" 3 Tr" not in operators  # no invisible text


def test_what_detectors_miss_the_leak_test_stops_and_names(script, people, monkeypatch):
    """With blind detectors nothing becomes a draft; the refusal shows where and how to go on."""
    walk = staged(people, script)
    walk.play(before="publish")
    monkeypatch.setattr("mingzhi.redaction.engine.DETECTORS", ())
    with pytest.raises(NotNow) as refusal:
        draft_of(Decision.objects.get(), walk.actor("publisher", clock.today()))
    assert refusal.value.code == "cases.notice_leaks"
    assert refusal.value.params["count"] > 5 and "“" in refusal.value.params["places"]
    assert "改动的文字" in str(refusal.value.way_out)


@pytest.mark.parametrize("seam", ["_table", "drawn"])
def test_each_part_of_a_notice_is_tested_by_itself(script, people, monkeypatch, seam):
    """A table or PDF that says more than the redacted text is stopped too."""
    from mingzhi.cases.notices import decision as notices

    walk = staged(people, script)
    walk.play(before="publish")
    honest = getattr(notices, seam)

    def table(*given, **more):
        return [*honest(*given, **more), ("备注", NUMBER)]

    def drawn(decision, view, fields, agency):
        return honest(decision, view, {**fields, "facts": f"{NUMBER}", "reasons": NUMBER}, agency)

    monkeypatch.setattr(notices, seam, {"_table": table, "drawn": drawn}[seam])
    with pytest.raises(NotNow) as refusal:
        draft_of(Decision.objects.get(), walk.actor("publisher", clock.today()))
    assert refusal.value.code == "cases.notice_leaks"


def test_no_file_of_open_data_gives_it_away(published, tmp_path):
    build(tmp_path / "open", link)
    files = [path for path in (tmp_path / "open").rglob("*") if path.is_file()]
    texts = {path.name: words_in(path) for path in files}
    assert len(files) > 4 and any("好味食品店" in text for text in texts.values())
    assert {name: leaks(text) for name, text in texts.items() if leaks(text)} == {}


def words_in(path) -> str:
    raw = path.read_bytes()
    return (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8", "replace")


def test_the_reviewer_sees_each_mark_with_its_reason(published):
    version = NoticeVersion.objects.get(notice=published)
    kinds = {mark["kind"] for mark in version.marks}
    wanted = {"identity_number", "phone", "bank_account", "plate", "email", "handle", "passport", "minor"}
    assert wanted | {"home_address", "birth_date", "person_name"} <= kinds
    assert all(mark["reason"] and mark["source"] for mark in version.marks)
    assert {"王秀兰", "俞佩珊"} <= set(version.names_checked)

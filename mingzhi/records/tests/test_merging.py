"""The whole volume as one PDF: order, numbers, bookmarks, what has no pages, large volumes."""

import io
import os
import tracemalloc
from pathlib import Path

import pytest
from django.core.files.storage import storages
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject

from mingzhi.kernel.refusal import NotNow
from mingzhi.records.acts import attach
from mingzhi.records.merging import merged
from mingzhi.records.queries import volume
from mingzhi.records.storing import store_bytes
from mingzhi.records.tests.factories import CASE, CODE, LABEL, filed, person, template
from mingzhi.records.tests.test_acts_archiving import ARCHIVIST, archive
from mingzhi.records.tests.test_acts_material import STEP, bring

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.VAR = tmp_path


def evidence(content, name, **more):
    given = {"case_urn": CASE, "case_label": LABEL, "step_urn": STEP, "agency_code": CODE, "order": 4}
    return attach(
        actor=person(), stored=store_bytes(content, name), kind="documentary", title=name, **(given | more)
    )


def scan(pages, *, rotate=0, weight=1000):
    """Return a PDF of incompressible sheets whose graphics state is left open at the end."""
    writer = PdfWriter()
    for _number in range(pages):
        page = writer.add_blank_page(595, 842)
        stream = DecodedStreamObject()
        stream.set_data(b"q 1 0 0 1 300 300 cm %" + os.urandom(weight).hex().encode() + b"\n")
        page[NameObject("/Contents")] = writer._add_object(stream)
        if rotate:
            page.rotate(rotate)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def titles(outline):
    return [titles(one) if isinstance(one, list) else one.title for one in outline]


def made(*, auxiliary, viewer=ARCHIVIST):
    copy = merged(volume(CASE, viewer), auxiliary=auxiliary)
    return copy, PdfReader(copy.path)


def words(page):
    return page.extract_text().replace("\n", "").replace(" ", "").replace("\u200b", "")


def a_volume():
    filed(number="清市监处罚〔2026〕27号")
    filed(view=template("filing_approval", title="立案审批表"), order=1)
    filed(view=template("review_opinion", title="法制审核意见书", part="副卷"), order=3)
    evidence(scan(2), "进货台账.pdf")
    evidence(scan(1, rotate=90), "横向清单.pdf")
    evidence("货架照片说明".encode(), "说明.txt")
    bring(title="现场照片", kind="material", size=(60, 40))
    archive()


def test_the_volume_stands_in_its_order_with_its_numbers_and_bookmarks():
    a_volume()
    copy, reader = made(auxiliary=True)
    assert copy.size == copy.path.stat().st_size and reader.metadata.title == f"{LABEL} 2026-001"
    assert titles(reader.outline) == [
        "案卷封面",
        "正卷目录",
        "正卷",
        ["1 立案审批表", "2 行政处罚决定书", "3 进货台账.pdf", "4 横向清单.pdf", "5 说明.txt", "6 现场照片"],
        "副卷目录",
        "副卷",
        ["1 法制审核意见书"],
        "卷内备考表",
    ]
    sheets = [words(page) for page in reader.pages]
    view = volume(CASE, ARCHIVIST)
    first = reader.get_destination_page_number(reader.outline[3][0])
    assert "立案审批表" in sheets[first] and "2026-001" in sheets[0]
    for item, mark in zip(view.items, [*reader.outline[3], *reader.outline[6]], strict=True):
        place = reader.get_destination_page_number(mark)
        for offset in range(item.page_to - item.page_from + 1 if item.page_to else 0):
            assert sheets[place + offset].endswith(str(item.page_from + offset)), item.title
    text = sheets[reader.get_destination_page_number(reader.outline[3][4])]
    assert "替代页" in text and view.items[4].sha256 in text
    assert view.main_pages == 7


def test_the_main_part_alone_says_nothing_of_the_other():
    a_volume()
    copy, reader = made(auxiliary=False)
    assert not any(
        "法制审核意见书" in words(page) or "副卷目录" in words(page) for page in reader.pages[1:-1]
    )
    assert "副卷" not in titles(reader.outline)
    whole, _reader = made(auxiliary=True)
    assert whole.tag != copy.tag
    narrow = person("审计", "cases.view")
    assert made(auxiliary=True, viewer=narrow)[0].tag == copy.tag, "who may not know gets the main part"


def test_a_copy_is_made_once_and_made_again_alike():
    a_volume()
    first, _reader = made(auxiliary=True)
    content, stamp = first.path.read_bytes(), first.path.stat().st_mtime_ns
    again, _reader = made(auxiliary=True)
    assert again.path.stat().st_mtime_ns == stamp
    first.path.unlink()
    assert made(auxiliary=True)[0].path.read_bytes() == content
    os.utime(first.path, (1, 1))
    made(auxiliary=False)
    assert not first.path.exists(), "copies are kept for a day"


def test_damaged_material_is_not_bound():
    a_volume()
    key = volume(CASE, ARCHIVIST).items[2].file.key
    path = Path(storages["originals"].path(key))
    content = path.read_bytes()
    path.chmod(0o600)
    path.write_bytes(content + b"x")
    try:
        with pytest.raises(NotNow) as refused:
            made(auxiliary=True)
        assert refused.value.code == "records.damaged"
    finally:
        path.write_bytes(content)


def test_a_large_volume_is_bound_without_holding_it_twice():
    filed(number="清市监处罚〔2026〕27号")
    pieces = [scan(60, weight=60_000) for _number in range(4)]
    total = sum(map(len, pieces))
    for number, piece in enumerate(pieces):
        evidence(piece, f"台账{number}.pdf")
    del pieces
    archive()
    view = volume(CASE, ARCHIVIST)
    tracemalloc.start()
    copy = merged(view, auxiliary=False)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert view.main_pages > 240 and total > 20_000_000
    assert peak < 1.6 * total, (peak, total)
    reader = PdfReader(copy.path)
    assert words(reader.pages[-2]).endswith(str(view.main_pages))

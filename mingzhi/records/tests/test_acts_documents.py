"""Filing a document: may, may not, wrong state, record written."""

import hashlib
from dataclasses import replace

import pytest
from django.db import DatabaseError, transaction

from mingzhi.kernel.refusal import Conflict, Invalid, NotAllowed, NotKnown
from mingzhi.ledger.models import Leaf
from mingzhi.records.acts import add_document
from mingzhi.records.models import Document, StoredFile
from mingzhi.records.queries import document, paper_by_code, read_bytes
from mingzhi.records.rules.papers import Sealed, paper
from mingzhi.records.tests.factories import AGENCY, CASE, DATA, DAY, LABEL, filed, person, template
from mingzhi.records.tests.factories import paper as drawn_paper
from mingzhi.trail.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


def test_a_document_is_filed_with_its_bytes_and_its_code():
    row = filed(number="清市监处罚〔2026〕27号")
    view = document(row.uid, person())
    content = read_bytes(view.file)
    assert content.startswith(b"%PDF-") and hashlib.sha256(content).hexdigest() == view.file.sha256
    assert (view.title, view.number, view.on) == ("行政处罚决定书", "清市监处罚〔2026〕27号", DAY)
    assert view.pages == 1 and view.heading == "决定书及送达回证"
    assert len(view.code) == 16 and view.paper_commitment.startswith(view.code)


def test_the_code_on_the_sheet_is_the_code_filed():
    drawn = drawn_paper()
    assert drawn.url.endswith(f"/v/{drawn.sealed.code}")
    row = _file(drawn)
    assert row.code == drawn.sealed.code


def _file(drawn, **more):
    given = {"fields": DATA, "number": drawn.number, "actor": person(), **more}
    return add_document(
        case_urn=CASE, case_label=LABEL, template=drawn.template, stored=drawn.stored, **given
    )


def test_the_entry_and_two_leaves_are_written():
    before = Leaf.objects.count()
    row = filed()
    entry = Entry.objects.get(act="records.add_document")
    assert entry.subject_urn == CASE and entry.hashes["pdf"] == row.file.sha256
    assert entry.mentions.filter(urn=f"urn:mingzhi:records:document:{row.uid}").exists()
    assert Leaf.objects.count() == before + 2
    assert Leaf.objects.filter(commitment=bytes.fromhex(row.receipt_commitment)).count() == 1


def test_the_structured_content_can_be_opened_with_its_salt():
    row = filed()
    again = paper(
        template=row.template_code,
        version=row.template_version,
        title=row.title,
        number=row.number,
        agency_code=row.agency_code,
        agency_name=row.agency_name,
        on=row.on,
        fields=row.fields,
        salt=row.paper_salt,
    )
    assert again.commitment == row.paper_commitment
    altered = Sealed({**again.content, "number": "清市监处罚〔2026〕28号"}, row.paper_salt)
    assert altered.commitment != row.paper_commitment


def test_equal_papers_commit_differently():
    assert drawn_paper().sealed.commitment != drawn_paper().sealed.commitment


def test_nobody_without_a_writing_role_files():
    drawn = drawn_paper()
    with pytest.raises(NotAllowed):
        _file(drawn, actor=person("路人", "cases.view"))
    assert Document.objects.count() == 0


def test_another_agency_does_not_file_here():
    stranger = person("外人", "cases.handle", agency="11339921MB0W00000X")
    with pytest.raises(NotKnown):
        _file(drawn_paper(), actor=stranger)


def test_other_content_than_drawn_is_refused():
    with pytest.raises(Invalid) as caught:
        _file(drawn_paper(), fields={**DATA, "facts": "另一事实"})
    assert caught.value.code == "records.other_content"


def test_one_number_stands_on_one_document():
    filed(number="清市监处罚〔2026〕27号")
    with pytest.raises(Conflict):
        filed(number="清市监处罚〔2026〕27号")
    assert Document.objects.count() == 1


def test_a_paper_drawn_elsewhere_is_sealed_on_filing():
    drawn = drawn_paper()

    drawn = replace(drawn, stored=replace(drawn.stored, sealed=None))
    row = _file(drawn)
    assert row.paper_commitment != drawn.sealed.commitment
    assert row.agency_code == AGENCY.code


def test_equal_bytes_are_one_file():
    drawn = drawn_paper()

    bare = replace(drawn, stored=replace(drawn.stored, sealed=None))
    assert _file(bare).file_id == _file(bare).file_id
    assert StoredFile.objects.count() == 1


@pytest.mark.parametrize("change", [{"title": "x"}, {"fields": {}}, {"paper_commitment": "0" * 64}])
def test_a_filed_document_cannot_be_altered(change):
    row = filed()
    with pytest.raises(DatabaseError), transaction.atomic():
        Document.objects.filter(pk=row.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        Document.objects.filter(pk=row.pk).delete()


def test_a_missing_field_stops_the_paper_before_it_is_drawn():
    with pytest.raises(Invalid) as caught:
        drawn_paper(data={"party_name": "清溪县好味食品店"})
    assert caught.value.field == "facts" and "违法事实" in str(caught.value)


def test_the_code_tells_what_was_filed_and_no_party():
    row = filed(number="清市监处罚〔2026〕27号")
    view = paper_by_code(f" {row.code[:4].upper()}-{row.code[4:8]}-{row.code[8:12]}-{row.code[12:]} ")
    assert (view.number, view.pdf_sha256) == (row.number, row.file.sha256)
    assert "好味" not in repr(view)
    assert paper_by_code(row.paper_commitment).code == row.code


@pytest.mark.parametrize("code", ["", "0" * 16, "zz", "' OR 1=1 --", "0" * 15])
def test_an_unknown_code_is_not_known(code):
    filed()
    with pytest.raises(NotKnown):
        paper_by_code(code)


def test_a_longer_code_must_match_wholly():
    row = filed()
    with pytest.raises(NotKnown):
        paper_by_code(row.code + "0" * 8 if not row.paper_commitment.startswith(row.code + "0" * 8) else "x")


def test_template_part_decides_where_it_stands():
    assert filed(view=template("review_opinion", part="副卷"), order=3).part == "副卷"

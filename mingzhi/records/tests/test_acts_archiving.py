"""The archive volume and the bundle of a case."""

import hashlib
import io
import json
import zipfile

import pytest
from django.db import DatabaseError, transaction
from pypdf import PdfReader

from mingzhi.kernel.canonical import commitment
from mingzhi.kernel.refusal import Conflict, Invalid, NotAllowed, NotKnown, NotNow
from mingzhi.ledger.acts.integrate import integrate
from mingzhi.ledger.models import Leaf
from mingzhi.ledger.queries import vkey
from mingzhi.ledger.rules.verdict import VerificationError
from mingzhi.ledger.rules.verifier import verify_receipt
from mingzhi.records.acts import hand_over, make_volume
from mingzhi.records.arranging import prepare_volume
from mingzhi.records.bundle import bundle_of
from mingzhi.records.listing import Taking, listing_of
from mingzhi.records.models import Custody, Volume, VolumeItem
from mingzhi.records.queries import dossier, last_taking, paper_by_code, read_bytes, volume
from mingzhi.records.rules.bundle_check import check_bundle, report
from mingzhi.records.rules.bundles import LISTING_RECEIPT, READ_ME
from mingzhi.records.rules.recordings import RecordingDemand
from mingzhi.records.tests.factories import AGENCY, CASE, CODE, LABEL, filed, person, template
from mingzhi.records.tests.test_acts_material import bring, party

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]

FACTS = {"case_title": LABEL, "party_name": "清溪县好味食品店", "handlers": ["陈立", "周敏"]}
ARCHIVIST = person("档案员", "records.archive", "records.view_auxiliary", "cases.view")


def file_the_case():
    filed(number="清市监处罚〔2026〕27号")
    filed(view=template("filing_approval", title="立案审批表"), order=1)
    filed(view=template("review_opinion", title="法制审核意见书", part="副卷"), order=3)
    bring(title="现场检查录像", pages=0)


def prepare(actor=ARCHIVIST, **more):
    return prepare_volume(
        actor=actor,
        case_urn=CASE,
        agency=AGENCY,
        facts=FACTS,
        retention="30年",
        archive_number="2026-001",
        **more,
    )


def archive(actor=ARCHIVIST, prepared=None):
    return make_volume(
        actor=actor, case_urn=CASE, case_label=LABEL, agency_code=CODE, prepared=prepared or prepare(actor)
    )


def text_of(file):
    pages = PdfReader(io.BytesIO(read_bytes(file))).pages
    return "".join(page.extract_text() for page in pages).replace("\n", "").replace(" ", "")


def test_a_volume_lists_the_file_in_legal_order():
    file_the_case()
    archive()
    view = volume(CASE, ARCHIVIST)
    assert [(one.part, one.position, one.title, one.page_from) for one in view.items] == [
        ("正卷", 1, "立案审批表", 1),
        ("正卷", 2, "行政处罚决定书", 2),
        ("正卷", 3, "现场检查录像", 0),
        ("副卷", 1, "法制审核意见书", 1),
    ]
    assert (view.main_pages, view.auxiliary_pages, view.retention) == (2, 1, "30年")
    assert "2026-001" in text_of(view.cover) and "正卷、副卷" in text_of(view.cover)
    assert "清市监处罚〔2026〕27号" in text_of(view.contents)
    assert "法制审核意见书" in text_of(view.auxiliary_contents)
    assert "四性检测共9项" in text_of(view.note)


def test_the_seal_binds_every_line_and_is_a_leaf():
    file_the_case()
    row = archive()
    assert commitment(bytes.fromhex(row.salt), row.sealed).hex() == row.commitment
    assert Leaf.objects.filter(commitment=bytes.fromhex(row.commitment)).count() == 1
    changed = json.loads(json.dumps(row.sealed))
    changed["items"][0]["sha256"] = "0" * 64
    assert commitment(bytes.fromhex(row.salt), changed).hex() != row.commitment


def test_failed_checks_are_sealed_with_the_volume():
    file_the_case()
    demands = (RecordingDemand(item_code="seizure", label="扣押全过程"),)
    row = archive(prepared=prepare(required=[("closure_approval", "结案审批表")], demands=demands))
    failed = {one["code"]: one["failed"] for one in row.checks if not one["passed"]}
    assert failed == {"documents": ["结案审批表"], "recordings": ["扣押全过程"]}
    assert "扣押全过程" in text_of(volume(CASE, ARCHIVIST).note)


def test_one_case_has_one_volume_until_papers_arrive():
    file_the_case()
    first = archive()
    with pytest.raises(Conflict):
        archive()
    filed(view=template("remedy_record", title="行政复议情况登记"), order=7)
    second = archive()
    first.refresh_from_db()
    assert first.until is not None and volume(CASE, ARCHIVIST).uid == str(second.uid)
    assert Volume.objects.filter(case_urn=CASE, until__isnull=True).count() == 1


def test_a_file_that_changed_meanwhile_is_not_sealed():
    file_the_case()
    prepared = prepare()
    filed(view=template("payment_receipt", title="罚没款票据登记"), order=6)
    with pytest.raises(Conflict) as caught:
        archive(prepared=prepared)
    assert caught.value.code == "records.file_changed" and Volume.objects.count() == 0


def test_an_empty_file_makes_no_volume():
    with pytest.raises(NotNow):
        prepare()


def test_who_may_not_archive_does_not():
    file_the_case()
    prepared = prepare()
    with pytest.raises(NotAllowed):
        archive(person("路人", "cases.view"), prepared)
    with pytest.raises(NotKnown):
        archive(person("外人", "records.archive", agency="11339921MB0W00000X"), prepared)


def test_a_sealed_volume_cannot_be_altered():
    file_the_case()
    row = archive()
    for change in (
        lambda: Volume.objects.filter(pk=row.pk).update(retention="永久"),
        lambda: VolumeItem.objects.filter(volume=row).update(title="x"),
        lambda: VolumeItem.objects.filter(volume=row).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_the_auxiliary_part_of_a_volume_is_absent_without_the_right():
    file_the_case()
    archive()
    view = volume(CASE, person())
    assert {one.part for one in view.items} == {"正卷"}
    assert view.auxiliary_contents is None and view.auxiliary_pages == 0
    assert volume("urn:mingzhi:cases:case:none", person()) is None
    with pytest.raises(NotKnown):
        volume(CASE, person("外人", "cases.handle", agency="11339921MB0W00000X"))


RECEIVER = "明州市人民法院（2026）之02行初15号"


def take(actor, **more):
    things = dossier(CASE, actor).things
    asked = {"occasion": "litigation", "receiver": RECEIVER, **more}
    hand_over(actor=actor, case_urn=CASE, case_label=LABEL, agency_code=CODE, things=things, **asked)
    integrate(log="acts")
    taken = last_taking(actor, CASE)
    assert {thing.urn for thing in things} == taken.urns
    taking = Taking(
        case_urn=CASE, case_label=LABEL, purpose=taken.purpose, taken_by=actor.label, taken_at=taken.at
    )
    return listing_of(taking, things), taken.receipt, things


def unpack(actor):
    with bundle_of(*take(actor)) as out:
        box = zipfile.ZipFile(io.BytesIO(out.read()))
    return {name: box.read(name) for name in box.namelist()}


@pytest.mark.serves("2.2.4a", "2.2.3b")
def test_a_bundle_proves_itself():
    file_the_case()
    integrate(log="acts")
    found = unpack(ARCHIVIST)
    listing = json.loads(found["目录.json"])
    assert len(listing["items"]) == 4 and listing["purpose"] == f"行政诉讼：{RECEIVER}"
    for item in listing["items"]:
        assert hashlib.sha256(found[item["file"]]).hexdigest() == item["sha256"]
    decision = next(one for one in listing["items"] if one["number"])
    number = decision["file"].split("/")[1][:3]
    receipt = found[f"回执/{number}.tlog-proof"].decode()
    verified = verify_receipt(receipt, vkeys=[vkey("acts")], document=found[decision["file"]])
    content = json.loads(found[f"内容/{number}.json"])
    paper = commitment(bytes.fromhex(content["salt"]), content["content"]).hex()
    assert verified.content["paper"] == paper
    with pytest.raises(Exception, match=r".+"):
        verify_receipt(receipt, vkeys=[vkey("acts")], document=found[decision["file"]] + b" ")


def test_the_receipt_of_a_paper_comes_by_its_code():
    row = filed()
    assert paper_by_code(row.code).receipt is None
    integrate(log="acts")
    receipt = paper_by_code(row.code).receipt
    verified = verify_receipt(receipt, vkeys=[vkey("acts")], document=read_bytes(row.file))
    assert verified.content["paper"] == row.paper_commitment
    assert "好味" not in receipt


def packed(things, path):
    with zipfile.ZipFile(path, "w") as box:
        for name, content in things:
            box.writestr(name, content)
    return path


def _beside(name):
    """Return the name of the same thing of the next paper."""
    return name.replace("001.", "002.")


@pytest.mark.serves("2.2.4a")
def test_a_bundle_is_checked_offline_and_every_touch_is_found(tmp_path):
    file_the_case()
    filed(view=template("filing_approval", title="另一份"), order=1)
    integrate(log="acts")
    filed(view=template("filing_approval", title="刚刚归入"), order=1)
    found, keys = unpack(ARCHIVIST), [vkey("acts")]
    film = next(name for name in found if "录像" in name).split("/")[1][:3]
    checked = check_bundle(packed(found.items(), tmp_path / "whole.zip"), keys)
    assert (checked.things, checked.proven) == (6, 5)
    assert RECEIVER in report(checked) and "明" in checked.purpose
    listing = json.loads(found["目录.json"])
    paper, other = (row["file"] for row in listing["items"][:2])
    receipt = f"回执/{paper.split('/')[1][:3]}.tlog-proof"
    content = receipt.replace("回执", "内容").replace("tlog-proof", "json")
    lying = json.loads(found["目录.json"])
    lying["items"][0] |= {"sha256": hashlib.sha256(b"x").hexdigest(), "size": 1}
    touched = {
        "a byte": {**found, paper: found[paper] + b" "},
        "gone": {name: content for name, content in found.items() if name != other},
        "put in": {**found, "正卷/099 x.pdf": b"x"},
        "another receipt": {**found, receipt: found[receipt][:-9] + b"AAAAAAAA\n"},
        "another content": {**found, content: b'{"content": {}, "salt": "00"}'},
        "another guide": {**found, READ_ME: found[READ_ME] + b"."},
        "without guide": {name: part for name, part in found.items() if name != READ_ME},
        "content of a film": {**found, f"内容/{film}.json": b"{}"},
        "without receipt": {name: part for name, part in found.items() if name != receipt},
        "neither": {name: part for name, part in found.items() if name not in (receipt, content)},
        "another paper's": {**found, receipt: found[_beside(receipt)], content: found[_beside(content)]},
        "without content": {name: part for name, part in found.items() if name != content},
        "list and paper": {**found, paper: b"x", "目录.json": json.dumps(lying).encode()},
        "no receipt of the list": {name: part for name, part in found.items() if name != LISTING_RECEIPT},
        "no list": {name: part for name, part in found.items() if name != "目录.json"},
        "a list of nothing": {**found, "目录.json": b"[]"},
    }
    for what, things in touched.items():
        with pytest.raises(VerificationError):
            check_bundle(packed(things.items(), tmp_path / "touched.zip"), keys)
            pytest.fail(what)
    twice = packed([*found.items(), (paper, found[paper])], tmp_path / "twice.zip")
    (tmp_path / "none.zip").write_bytes(b"x")
    for file, given in ((twice, keys), (tmp_path / "none.zip", keys), (tmp_path / "whole.zip", [])):
        with pytest.raises(VerificationError):
            check_bundle(file, given)


def test_taking_a_bundle_is_on_record_for_a_named_body_only():
    file_the_case()
    unpack(ARCHIVIST)
    assert Custody.objects.filter(use="export", purpose=f"行政诉讼：{RECEIVER}").count() == 4
    for wrong in ({"receiver": " "}, {"occasion": "curiosity"}):
        with pytest.raises(Invalid):
            take(ARCHIVIST, **wrong)
    with pytest.raises(NotKnown):
        hand_over(
            actor=person("外人", "records.archive", agency="11339921MB0W00000X"),
            case_urn=CASE,
            case_label=LABEL,
            agency_code=CODE,
            things=(),
            occasion="litigation",
            receiver=RECEIVER,
        )
    with pytest.raises(NotAllowed):
        take(person("同事", "cases.view"))
    assert Custody.objects.filter(use="export").count() == 4


def test_a_party_sees_its_documents_and_takes_no_bundle():
    file_the_case()
    held = dossier(CASE, party())
    assert {thing.title for thing in held.things} == {"立案审批表", "行政处罚决定书"} and not held.auxiliary
    with pytest.raises(NotKnown):
        take(party())

import pytest

from mingzhi.kernel.refusal import Conflict, Invalid, NotAllowed, NotKnown, NotNow
from mingzhi.review import acts, queries
from mingzhi.review.models import Clearance, Opinion, Submission
from mingzhi.review.tests import factories as make
from mingzhi.trail.models import Entry

pytestmark = pytest.mark.django_db


def assigned(**more):
    submission = make.submitted(**more)
    acts.assign(actor=make.review_head(), submission=submission, reviewer=make.reviewer().urn)
    return submission


def test_a_round_is_frozen_and_has_a_derived_limit():
    submission = make.submitted()
    # 2026-04-13 + 10 working days: the start day is not counted
    assert submission.due.isoformat() == "2026-04-27"
    assert submission.derivation["length"] == "10wd"
    assert submission.round == 1
    entry = Entry.objects.get(act="review.submit")
    assert entry.subject_urn == make.CASE
    assert entry.hashes["core"] == submission.core_hash


def test_only_handlers_submit():
    content = make.core()
    with pytest.raises(NotAllowed):
        acts.submit(
            actor=make.reviewer(),
            case_urn=make.CASE,
            case_label="x",
            agency_code=make.AGENCY,
            core=content,
            core_hash="0" * 64,
            handlers=[],
            dossier=[],
        )


def test_a_core_must_match_its_hash():
    with pytest.raises(Invalid) as refusal:
        acts.submit(
            actor=make.handler(),
            case_urn=make.CASE,
            case_label="x",
            agency_code=make.AGENCY,
            core=make.core(),
            core_hash="0" * 64,
            handlers=[],
            dossier=[],
        )
    assert refusal.value.code == "review.core_hash"


def test_one_open_round_at_a_time():
    make.submitted()
    with pytest.raises(Conflict) as refusal:
        make.submitted(fine=1)
    assert refusal.value.code == "review.open_round"


def test_a_handler_is_never_assigned():
    submission = make.submitted()
    with pytest.raises(NotAllowed) as refusal:
        acts.assign(actor=make.review_head(), submission=submission, reviewer=make.handler().urn)
    assert refusal.value.code == "review.handler"
    assert refusal.value.citation.compact == "市场监督管理行政处罚程序规定 §49-3"


def test_an_unqualified_reviewer_is_refused():
    submission = make.submitted()
    with pytest.raises(NotAllowed) as refusal:
        acts.assign(actor=make.review_head(), submission=submission, reviewer=make.reviewer("new").urn)
    assert refusal.value.code == "review.unqualified"


def test_a_stranger_to_the_roster_is_refused():
    with pytest.raises(Invalid):
        acts.assign(actor=make.review_head(), submission=make.submitted(), reviewer=make.agency_head().urn)


def test_a_reviewer_takes_a_free_round_but_not_a_taken_one():
    submission = make.submitted()
    acts.assign(actor=make.reviewer(), submission=submission, reviewer=make.reviewer().urn)
    with pytest.raises(NotAllowed):
        acts.assign(actor=make.reviewer("new"), submission=submission, reviewer=make.reviewer("new").urn)


def test_replacing_a_reviewer_needs_a_reason(roster):
    submission = assigned()
    roster.append(
        type(roster[0])(urn=make.reviewer("wu").urn, name="吴", qualification="公职律师", qualified=True)
    )
    with pytest.raises(Invalid):
        acts.assign(actor=make.review_head(), submission=submission, reviewer=make.reviewer("wu").urn)
    acts.assign(
        actor=make.review_head(), submission=submission, reviewer=make.reviewer("wu").urn, because="出差"
    )
    assert submission.assignments.filter(until__isnull=True).get().person_label == "吴"
    assert submission.assignments.count() == 2


def test_another_agency_does_not_learn_of_the_round():
    with pytest.raises(NotKnown):
        acts.assign(
            actor=make.person("x", "review.assign", agency="other"),
            submission=make.submitted(),
            reviewer="urn",
        )


def test_an_opinion_needs_all_seven_points():
    submission = assigned()
    acts.record_finding(actor=make.reviewer(), submission=submission, point="facts", verdict="符合")
    with pytest.raises(NotNow) as refusal:
        acts.give_opinion(actor=make.reviewer(), submission=submission, kind="同意", text="同意")
    assert refusal.value.code == "review.points_missing"
    assert "主体与资格" in str(refusal.value)


def test_agreeing_makes_the_clearance_in_the_same_act():
    submission = assigned()
    make.found(submission)
    opinion = acts.give_opinion(
        actor=make.reviewer(), submission=submission, kind="同意", text="同意处理意见"
    )
    clearance = queries.clearance_for(make.CASE, submission.core_hash)
    assert clearance is not None and clearance.opinion == opinion
    assert opinion.responsible_label == "fang" and opinion.qualification == "法律职业资格"
    assert Entry.objects.filter(act="review.give_opinion").count() == 1
    with pytest.raises(NotNow) as refusal:
        make.submitted()
    assert refusal.value.code == "review.cleared"
    assert make.submitted(after_hearing=True).round == 2


def test_what_came_back_before_review_passes_once_more_with_one_clearance():
    first = assigned()
    make.found(first)
    acts.give_opinion(actor=make.reviewer(), submission=first, kind="同意", text="同意")
    second = assigned(
        again=True, dossier=[*make.DOSSIER, {"uid": "d-3", "title": "补充询问笔录", "sha256": "33"}]
    )
    make.found(second)
    acts.give_opinion(actor=make.reviewer(), submission=second, kind="同意", text="仍然同意")
    assert Clearance.objects.get().opinion.submission_id == first.pk
    assert [view.cleared for view in queries.rounds_of(make.CASE)] == [True, True]
    with pytest.raises(Conflict):
        assigned(again=True)
        make.submitted(again=True)


def test_objecting_leaves_no_clearance_and_the_next_round_shows_the_difference():
    first = assigned()
    make.found(first, problem="documents")
    acts.give_opinion(actor=make.reviewer(), submission=first, kind="建议纠正", text="补签名")
    assert not Clearance.objects.exists()
    second = assigned(
        fine=390_000, dossier=[*make.DOSSIER, {"uid": "d-3", "title": "笔录内容确认书", "sha256": "33"}]
    )
    page = queries.page(second.uid, make.reviewer())
    assert page.round.round == 2 and page.mine
    assert page.difference.added == ("笔录内容确认书",)
    assert page.difference.core == ("penalties",)
    assert page.earlier[0].opinion == "建议纠正"


def test_agreement_contradicts_a_problem_and_objection_its_absence():
    submission = assigned()
    make.found(submission, problem="law")
    with pytest.raises(Invalid) as refusal:
        acts.give_opinion(actor=make.reviewer(), submission=submission, kind="同意", text="同意")
    assert refusal.value.code == "review.agrees_with_problem"
    bad = submission.findings.get(verdict="有问题")
    acts.withdraw_finding(actor=make.reviewer(), submission=submission, finding=bad, because="误记")
    with pytest.raises(NotNow):
        acts.give_opinion(actor=make.reviewer(), submission=submission, kind="同意", text="同意")
    acts.record_finding(actor=make.reviewer(), submission=submission, point="law", verdict="符合")
    with pytest.raises(Invalid):
        acts.give_opinion(actor=make.reviewer(), submission=submission, kind="建议纠正", text="改")
    acts.give_opinion(actor=make.reviewer(), submission=submission, kind="同意", text="同意")


def test_only_the_assigned_reviewer_works_on_the_round():
    submission = assigned()
    with pytest.raises(NotAllowed) as refusal:
        acts.record_finding(actor=make.review_head(), submission=submission, point="facts", verdict="符合")
    assert refusal.value.code == "review.not_reviewer"


def test_losing_the_qualification_stops_the_opinion_the_same_day(roster):
    submission = assigned()
    make.found(submission)
    roster.clear()
    with pytest.raises(NotAllowed) as refusal:
        acts.give_opinion(actor=make.reviewer(), submission=submission, kind="同意", text="同意")
    assert refusal.value.code == "review.unqualified"


@pytest.mark.parametrize(
    ("given", "at"),
    [
        ({"point": "nonsense", "verdict": "符合"}, "point"),
        ({"point": "facts", "verdict": "maybe"}, "verdict"),
        ({"point": "facts", "verdict": "有问题"}, "text"),
        ({"point": "facts", "verdict": "符合", "page": 2}, "document_uid"),
        ({"point": "facts", "verdict": "符合", "document_uid": "d-9"}, "document_uid"),
        ({"point": "facts", "verdict": "符合", "document_uid": "d-1", "page": 1, "second": 2}, "page"),
        ({"point": "facts", "verdict": "符合", "document_uid": "d-1", "page": 4}, "page"),
    ],
)
def test_findings_are_checked(given, at):
    submission = assigned()
    with pytest.raises(Invalid) as refusal:
        acts.record_finding(actor=make.reviewer(), submission=submission, **given)
    assert refusal.value.field == at


def test_a_closed_round_takes_nothing_more():
    submission = assigned()
    make.found(submission)
    acts.give_opinion(actor=make.reviewer(), submission=submission, kind="同意", text="同意")
    with pytest.raises(NotNow) as refusal:
        acts.record_finding(actor=make.reviewer(), submission=submission, point="facts", verdict="符合")
    assert refusal.value.code == "review.closed"
    assert Opinion.objects.count() == 1


@pytest.mark.serves("2.3.4a")
def test_the_limit_is_lengthened_once_by_the_head():
    submission = assigned()
    with pytest.raises(NotAllowed):
        acts.extend_limit(actor=make.reviewer(), submission=submission, length="5wd", reason="疑难")
    acts.extend_limit(actor=make.agency_head(), submission=submission, length="5wd", reason="疑难")
    # 2026-04-27 + 5 working days over 1–5 May
    assert queries.rounds(make.CASE, make.reviewer())[0].due.isoformat() == "2026-05-07"
    with pytest.raises(NotNow):
        acts.extend_limit(actor=make.agency_head(), submission=submission, length="5wd", reason="再延")


@pytest.mark.serves("2.3.4b")
def test_disagreement_is_settled_by_name_and_never_replaces_the_clearance():
    submission = assigned()
    views = {"handling_view": "裁量适当", "review_view": "未逐项对应", "reason": "逐项对应基准"}
    with pytest.raises(NotNow):
        acts.coordinate(actor=make.agency_head(), submission=submission, outcome="补充后再审", **views)
    make.found(submission, problem="law")
    acts.give_opinion(actor=make.reviewer(), submission=submission, kind="建议纠正", text="改")
    submission = Submission.objects.get(pk=submission.pk)
    with pytest.raises(NotAllowed):
        acts.coordinate(actor=make.handler(), submission=submission, outcome="补充后再审", **views)
    row = acts.coordinate(actor=make.agency_head(), submission=submission, outcome="补充后再审", **views)
    assert row.decided_by_label == "shen"
    assert queries.clearance_for(make.CASE, submission.core_hash) is None
    assert queries.page(submission.uid, make.reviewer()).coordinations[0].reason == "逐项对应基准"


def test_what_waits_for_whom():
    submission = make.submitted()
    assert queries.waiting_for(make.reviewer()) == ()
    assert [row.uid for row in queries.waiting_for(make.review_head())] == [submission.uid]
    acts.assign(actor=make.review_head(), submission=submission, reviewer=make.reviewer().urn)
    assert [row.uid for row in queries.waiting_for(make.reviewer())] == [submission.uid]
    assert queries.waiting_for(make.review_head()) == ()


def test_the_page_is_not_known_to_others_and_costs_few_queries(django_assert_max_num_queries):
    submission = assigned()
    make.found(submission)
    with pytest.raises(NotKnown):
        queries.page(submission.uid, make.person("x", "review.review", agency="other"))
    with django_assert_max_num_queries(10):
        page = queries.page(submission.uid, make.reviewer())
    assert len(page.points) == 7 and page.points[0].prechecks[0]["passed"]
    assert page.leaning == "同意" and "审核意见" not in page.draft

"""The database itself: no version passes or becomes public while a possible name is undecided."""

import pytest
from django.db import DatabaseError, transaction

from mingzhi.disclosure.acts import check_notice, prepare_notice, publish
from mingzhi.disclosure.models import Check, Publication
from mingzhi.disclosure.tests import factories as make
from mingzhi.kernel import clock
from mingzhi.portal.tests.stranger import below_the_guards

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.1.3c")]
DOUBTS = [{"text": text, "before": "", "after": ""} for text in ("方正", '石"磊', "$.a")]
WORDS = {doubt["text"]: "word" for doubt in DOUBTS}


def version_with(doubts):
    make.duties()
    return prepare_notice(
        actor=make.publisher(), source_urn=make.source().urn, draft=make.draft(doubts=doubts)
    )


def entered(version, said, *, passed=True):
    return Check.objects.create(
        version=version,
        passed=passed,
        secrecy=True,
        privacy=True,
        same_text=True,
        said=said,
        prepared_by_urn=version.prepared_by_urn,
        checked_by_urn="urn:mingzhi:identity:person:何静",
        checked_by_label="何静",
        checked_at=clock.now(),
    )


@pytest.mark.parametrize(
    "said",
    [
        None,
        {},
        {"方正": "word"},
        {**WORDS, "方正": "name"},
        {**WORDS, "$.a": ""},
        {"方": "word", '石"磊': "word", "$.a": "word"},
    ],
)
def test_a_check_does_not_pass_with_a_name_undecided(said) -> None:
    version = version_with(DOUBTS)
    with pytest.raises(DatabaseError, match="possible name"), transaction.atomic():
        entered(version, said)
    entered(version, said, passed=False)


@pytest.mark.parametrize(("doubts", "said"), [(DOUBTS, WORDS), ([], None), ([], {}), (DOUBTS[:1], WORDS)])
def test_what_is_decided_passes_and_becomes_public(doubts, said) -> None:
    version = version_with(doubts)
    entered(version, said)
    publish(actor=make.publisher(), notice=version.notice, version=version)
    assert Publication.objects.count() == 1


def test_a_version_is_not_published_by_way_of_an_older_check() -> None:
    """A check from before the names were looked for, or altered below the guards, lets nothing through."""
    version = version_with(DOUBTS)
    check_notice(
        actor=make.checker(),
        version=version,
        passed=True,
        secrecy=True,
        privacy=True,
        same_text=True,
        said=WORDS,
    )
    assert below_the_guards("UPDATE disclosure_check SET said = %s", (None,)) == 1
    with pytest.raises(DatabaseError, match="possible name"):
        publish(actor=make.publisher(), notice=version.notice, version=version)

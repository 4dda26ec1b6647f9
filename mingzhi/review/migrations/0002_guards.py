from django.db import migrations

from mingzhi.ledger.guards import append_only, refuse

_IS_HANDLER = (
    "EXISTS (SELECT 1 FROM review_submissionhandler h WHERE h.submission_id = NEW.submission_id "
    "AND h.person_urn = NEW.{column})"
)
_MESSAGE = "a reviewer is not a handler of the case"


class Migration(migrations.Migration):
    dependencies = [("review", "0001_initial")]
    operations = [
        append_only("review", "submission", changeable=["closed_at", "withdrawn_because"]),
        append_only("review", "submissionhandler"),
        append_only("review", "extension"),
        append_only("review", "assignment", changeable=["until", "ended_because"]),
        append_only("review", "finding", changeable=["withdrawn_at", "withdrawn_because"]),
        append_only("review", "opinion"),
        append_only("review", "clearance"),
        append_only("review", "coordination"),
        refuse(
            name="review_assignment_not_handler",
            table="review_assignment",
            when=_IS_HANDLER.format(column="person_urn"),
            message=_MESSAGE,
        ),
        refuse(
            name="review_handler_not_reviewer",
            table="review_submissionhandler",
            when=(
                "EXISTS (SELECT 1 FROM review_assignment a WHERE a.submission_id = NEW.submission_id "
                "AND a.person_urn = NEW.person_urn)"
            ),
            message=_MESSAGE,
        ),
        refuse(
            name="review_finding_not_handler",
            table="review_finding",
            when=_IS_HANDLER.format(column="found_by_urn"),
            message=_MESSAGE,
        ),
        refuse(
            name="review_opinion_not_handler",
            table="review_opinion",
            when=_IS_HANDLER.format(column="responsible_urn"),
            message=_MESSAGE,
        ),
        refuse(
            name="review_opinion_after_seven_points",
            table="review_opinion",
            when=(
                "(SELECT COUNT(DISTINCT f.point) FROM review_finding f "
                "WHERE f.submission_id = NEW.submission_id AND f.withdrawn_at IS NULL) < 7"
            ),
            message="an opinion needs a finding on each of the seven points",
        ),
        refuse(
            name="review_clearance_of_agreed_core",
            table="review_clearance",
            when=(
                "NOT EXISTS (SELECT 1 FROM review_opinion o JOIN review_submission s ON s.id = o.submission_id "
                "WHERE o.id = NEW.opinion_id AND o.kind = '同意' AND s.core_hash = NEW.core_hash "
                "AND s.case_urn = NEW.case_urn)"
            ),
            message="a clearance needs the opinion that agrees to the same core",
        ),
    ]

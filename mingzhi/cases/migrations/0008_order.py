"""Steps follow one another, a state comes from a step, what ended stays ended, a row keeps its key."""

from django.db import migrations

from mingzhi.ledger.guards import keep_keys, refuse, set_once

_LAST = "(SELECT s.state_after FROM cases_step s WHERE s.case_id = {case} ORDER BY s.id DESC LIMIT 1)"


class Migration(migrations.Migration):
    dependencies = [("cases", "0007_rectification"), ("review", "0003_ended_once")]
    operations = [
        keep_keys("cases"),
        set_once("cases", "casestate", ["until"]),
        set_once("cases", "handler", ["until"]),
        set_once("cases", "party", ["until"]),
        set_once("cases", "reviewswitch", ["until"]),
        set_once("cases", "onetimecode", ["used_at"]),
        set_once("cases", "clock", ["ended_at"]),
        set_once("cases", "measure", ["approved_at", "lifted_at"]),
        set_once("cases", "hearing", ["held_on", "reported_on"]),
        set_once("cases", "decision", ["fallen_at"]),
        set_once("cases", "remedy", ["ended_on"]),
        set_once("cases", "closure", ["archived_on"]),
        refuse(
            name="cases_step_after_the_last",
            table="cases_step",
            when=f"NEW.state_before <> {_LAST.format(case='NEW.case_id')}",
            message="a step begins in the state the last one led to",
        ),
        refuse(
            name="cases_state_of_the_last_step",
            table="cases_case",
            event="UPDATE",
            when=f"NEW.state <> OLD.state AND NEW.state <> COALESCE({_LAST.format(case='NEW.id')}, '')",
            message="a case is in the state its last step led to",
        ),
        refuse(
            name="cases_reviewer_not_handler",
            table="review_assignment",
            when=(
                "EXISTS (SELECT 1 FROM cases_handler h JOIN cases_case c ON c.id = h.case_id "
                "JOIN review_submission s ON s.case_urn = c.urn "
                "WHERE s.id = NEW.submission_id AND h.person_urn = NEW.person_urn)"
            ),
            message="who handled the case does not review it",
        ),
    ]

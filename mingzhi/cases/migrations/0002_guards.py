from django.db import migrations

from mingzhi.ledger.guards import append_only, refuse

_OF_CASE = "(SELECT c.{column} FROM cases_case c WHERE c.id = NEW.case_id)"


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial"), ("review", "0002_guards")]
    operations = [
        append_only(
            "cases",
            "case",
            changeable=[
                "act_ended_on", "harmful", "state", "state_since", "party_name", "nearest_due",
                "nearest_limit", "closed_at",
            ],
        ),
        append_only("cases", "casestate", changeable=["until"]),
        append_only("cases", "handler", changeable=["until", "ended_because"]),
        append_only("cases", "party", changeable=["until"]),
        append_only("cases", "step"),
        append_only("cases", "stepdemand"),
        append_only(
            "cases",
            "clock",
            changeable=[
                "due", "due_at", "derivation", "provisional", "paused_at", "extensions", "ended_at", "ended_by_id",
            ],
        ),
        append_only("cases", "clockchange"),
        append_only(
            "cases",
            "measure",
            changeable=["approved_at", "until", "extended", "testing_since", "lifted_at", "lifted_how"],
        ),
        append_only("cases", "contentcore"),
        append_only("cases", "proposalnotice", changeable=["served_on", "waiting_until", "waived"]),
        append_only("cases", "defence", changeable=["answered_on", "accepted", "answer"]),
        append_only(
            "cases",
            "hearing",
            changeable=[
                "accepted", "notified_on", "set_for", "earliest_on", "held_on", "ended_without", "reported_on",
            ],
        ),
        append_only("cases", "discussion"),
        append_only("cases", "reviewswitch", changeable=["until"]),
        append_only("cases", "reviewwaiver"),
        append_only(
            "cases", "decision", changeable=["told_publication", "correction_pending", "standing", "fallen_at"]
        ),
        append_only("cases", "service"),
        append_only("cases", "payment"),
        append_only("cases", "remedy", changeable=["ended_on", "outcome", "reason", "execution_stayed"]),
        append_only("cases", "closure", changeable=["volume_uid", "archived_on"]),
        refuse(
            name="cases_decision_reviewed",
            table="cases_decision",
            when=(
                _OF_CASE.format(column="procedure") + " <> 'summary' AND NOT EXISTS ("
                "SELECT 1 FROM review_clearance r WHERE r.core_hash = NEW.core_hash AND r.case_urn = "
                + _OF_CASE.format(column="urn")
                + ") AND NOT EXISTS (SELECT 1 FROM cases_reviewwaiver w "
                "WHERE w.case_id = NEW.case_id AND w.core_hash = NEW.core_hash)"
            ),
            message="no decision outside the summary procedure without a passed review of the same core",
        ),
        refuse(
            name="cases_decision_of_its_core",
            table="cases_decision",
            when=(
                "NOT EXISTS (SELECT 1 FROM cases_contentcore k WHERE k.id = NEW.core_id "
                "AND k.case_id = NEW.case_id AND k.hash = NEW.core_hash)"
            ),
            message="a decision names the hash of its own core",
        ),
        refuse(
            name="cases_waiver_of_switched_off_kind",
            table="cases_reviewwaiver",
            when=(
                "NOT EXISTS (SELECT 1 FROM cases_reviewswitch s JOIN cases_case c ON c.id = NEW.case_id "
                "WHERE s.kind = c.kind AND s.until IS NULL AND (s.agency_code = '' OR "
                "s.agency_code = c.agency_code))"
            ),
            message="general review is not switched off for this kind",
        ),
        refuse(
            name="cases_handler_not_reviewer",
            table="cases_handler",
            when=(
                "EXISTS (SELECT 1 FROM review_assignment a JOIN review_submission s ON s.id = a.submission_id "
                "WHERE a.person_urn = NEW.person_urn AND s.case_urn = " + _OF_CASE.format(column="urn") + ")"
            ),
            message="a reviewer of the case cannot become its handler",
        ),
        refuse(
            name="cases_step_enough_officers",
            table="cases_step",
            when=(
                "EXISTS (SELECT 1 FROM cases_stepdemand d WHERE d.procedure = NEW.procedure "
                "AND d.code = NEW.code AND d.officers > NEW.officers_needed)"
            ),
            message="the step needs more officers than stated",
        ),
        refuse(
            name="cases_step_of_its_procedure",
            table="cases_step",
            when="NEW.procedure <> " + _OF_CASE.format(column="procedure"),
            message="a step belongs to the procedure of its case",
        ),
    ]

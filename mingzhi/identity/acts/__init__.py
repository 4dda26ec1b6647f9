"""The acts of this room, by noun."""

from mingzhi.identity.acts.accounts import (
    change_password,
    close_account,
    hashed,
    open_account,
    reopen_account,
    reset_password,
)
from mingzhi.identity.acts.agencies import close_agency, revise_agency, set_up_agency, set_up_region
from mingzhi.identity.acts.certificates import (
    issue_certificate,
    restore_certificate,
    suspend_certificate,
    withdraw_certificate,
)
from mingzhi.identity.acts.delegations import delegate, end_delegation, publish_delegation
from mingzhi.identity.acts.logins import (
    record_failed_login,
    record_lockout,
    record_login,
    record_logout,
)
from mingzhi.identity.acts.people import (
    appoint,
    correct_person,
    end_appointment,
    load_roles,
    register_person,
    take_on,
)
from mingzhi.identity.acts.public_items import add_public_item, change_public_item, end_public_item
from mingzhi.identity.acts.reviewers import end_reviewer, engage_counsel, register_reviewer

__all__ = [
    "add_public_item",
    "appoint",
    "change_password",
    "change_public_item",
    "close_account",
    "close_agency",
    "correct_person",
    "delegate",
    "end_appointment",
    "end_delegation",
    "end_public_item",
    "end_reviewer",
    "engage_counsel",
    "hashed",
    "issue_certificate",
    "load_roles",
    "open_account",
    "publish_delegation",
    "record_failed_login",
    "record_lockout",
    "record_login",
    "record_logout",
    "register_person",
    "register_reviewer",
    "reopen_account",
    "reset_password",
    "restore_certificate",
    "revise_agency",
    "set_up_agency",
    "set_up_region",
    "suspend_certificate",
    "take_on",
    "withdraw_certificate",
]

"""Clear text planted through the interfaces, in an old matter that is due to be destroyed."""

import base64
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from shared.kernel.clock import today
from shared.testing.tokens import CASEWORKER, SUBCOMMITTEE, UNIT_HEAD
from tests.past import recorded_at
from tests.system.committee import Committee, accepted

MARK = "Klockljungstav"
"""It stands nowhere else, in no other test's database either."""
CHILD, GUARDIAN = "191212121212", "199107172380"
LONG_AGO = "2020-03-02"
PDF = f"%PDF-1.7\n{MARK}\n".encode()


def said(text: str) -> str:
    return f"{text} {MARK}"


CONCERN: Mapping[str, Any] = {
    "form": {
        "code": "orosanmalan",
        "version": "3.1",
        "locale": "sv",
        "sections": [
            {
                "heading": said("Om barnet"),
                "questions": [{"question": said("Vad har hänt?"), "answer": said("Svar")}],
            }
        ],
    },
    "receivedOn": LONG_AGO,
    "reporter": {"kind": "private", "name": said("Granne"), "telephone": said("08")},
    "children": [
        {
            "name": said("Test"),
            "number": CHILD,
            "address": said("Provvägen"),
            "school": said("3 B"),
        }
    ],
    "guardians": [{"childPlaces": [0], "name": said("Vera"), "number": GUARDIAN}],
    "attachments": [
        {"fileName": f"{MARK}.pdf", "content": base64.b64encode(PDF).decode()},
    ],
    "text": said("Han är ofta ensam hemma."),
    "reasonCodes": ["neglect"],
}


def plant(committee: Committee) -> str:
    with recorded_at(committee.store.admin_url, datetime(2020, 3, 2, 12, tzinfo=UTC)):
        handed_in = committee.post(CASEWORKER, "intake", "/concern-reports", CONCERN)
        (intake_id,) = committee.matters_of(accepted(handed_in).json()["receiptId"])
        thing = f"/intakes/{intake_id}"
        reasons = {"reasons": said("Trygg hos mormor.")}
        acts: Sequence[tuple[str, Mapping[str, Any]]] = [
            ("assess-protection", {"assessedOn": LONG_AGO, "outcome": "no-immediate-need"}),
            ("assign", {"official": "official-7", "unit": "barn-norr", "assignedOn": LONG_AGO}),
            ("conclude-preliminary-assessment", {"way": "no-action", "concludedOn": LONG_AGO}),
        ]
        for act, body in acts:
            told = body if act == "assign" else {**body, **reasons}
            committee.act(CASEWORKER, "intake", thing, act, told)
    read = accepted(committee.get(CASEWORKER, "intake", f"{thing}/report"))
    assert MARK.encode() in read.content, "planted"
    committee.get(CASEWORKER, "intake", f"{thing}/notes")
    return str(intake_id)


def matter(committee: Committee, intake_id: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = accepted(
        committee.get(CASEWORKER, "intake", f"/intakes/{intake_id}")
    ).json()
    return found


def approve(committee: Committee) -> str:
    made = committee.post(UNIT_HEAD, "intake", "/disposal-lists", {"year": today().year})
    list_id = str(accepted(made).json()["id"])
    for who, act in ((UNIT_HEAD, "review"), (SUBCOMMITTEE, "approve")):
        committee.act(who, "intake", f"/disposal-lists/{list_id}", act, {})
    return list_id

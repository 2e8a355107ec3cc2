"""The story that tests of the whole system tell: from a report of concern to what came of it.

Every name and free text in it carries ``MARK``, so that where it rests in the clear is seen.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from shared.kernel.clock import today
from shared.testing.tokens import CASEWORKER, E_SERVICE, ROBOT, UNIT_HEAD
from tests.system import steps
from tests.system.committee import Committee, accepted
from tests.system.words import MARK, words

INVESTIGATED = "investigation.opened.v1"
GRANTED = "interventions.opened.v1"


def concern(*children: Mapping[str, Any], **changes: Any) -> dict[str, Any]:
    """Return a report of concern from a school about ``children``: one, when none is given."""
    return {
        "form": {
            "code": "orosanmalan",
            "version": "3.1",
            "locale": "sv",
            "sections": [
                {
                    "heading": words("Om barnet"),
                    "questions": [{"question": words("Vad har hänt?"), "answer": words("Svar")}],
                }
            ],
        },
        "reporter": {
            "kind": "mandated",
            "mandateCode": "19-1-4",
            "name": words("Lära"),
            "occupation": words("rektor"),
            "workplace": words("Provskolan"),
            "telephone": words("08-000 00 01"),
            "email": f"{MARK}@skola.example",
            "relation": words("rektor"),
        },
        "children": [*children] or [child()],
        "text": words("Han är ofta ensam hemma."),
        "reasonCodes": ["neglect"],
        **changes,
    }


def child(**changes: Any) -> dict[str, Any]:
    """Return a child that nobody can recognise, unless a number is added."""
    known = {"name": words("Test"), "birthYear": 2015, "school": words("3 B")}
    return {**known, "address": words("Provvägen"), "telephone": words("08"), **changes}


def report(committee: Committee, body: Mapping[str, Any] | None = None) -> str:
    """Hand in a report of concern; return its receipt's id."""
    answer = committee.post(E_SERVICE, "intake", "/concern-reports", body or concern())
    return str(accepted(answer).json()["receiptId"])


def receive(committee: Committee, intake_id: str, way: str = "investigate") -> None:
    """Assess protection, take the matter, and conclude the preliminary assessment."""
    for act, body in steps.reception(way, today().isoformat()):
        committee.act(CASEWORKER, "intake", f"/intakes/{intake_id}", act, body)


def investigate(committee: Committee, intake_id: str) -> str:
    """Work the investigation that opened by reaction until it grants; return its id."""
    investigation_id = _matter(committee.told(intake_id, INVESTIGATED), INVESTIGATED)
    for act, body in steps.investigation(today().isoformat()):
        who = UNIT_HEAD if act == "decide" else CASEWORKER
        committee.act(who, "investigation", f"/investigations/{investigation_id}", act, body)
    return investigation_id


def support(committee: Committee, intake_id: str) -> str:
    """Carry out what was granted, from assignment to the end; return the intervention's id."""
    intervention_id = _matter(committee.told(intake_id, GRANTED), GRANTED)
    thing, on = f"/interventions/{intervention_id}", today().isoformat()
    goal = {"areaCode": "education", "words": words("Vara i skolan"), "setOn": on}
    for act, body in steps.execution(on):
        committee.act(CASEWORKER, "interventions", thing, act, body)
    told = committee.act(CASEWORKER, "interventions", thing, "set-goal", goal)
    for act, body in steps.outcome(told["goalId"], on):
        committee.act(CASEWORKER, "interventions", thing, act, body)
    return intervention_id


def work_off(committee: Committee, worklist: str, result: Mapping[str, Any]) -> Sequence[str]:
    """Let the robot do all that waits on ``worklist``; return the matters it was about."""
    path = f"/worklists/{worklist}/claims"
    done: list[str] = []
    while True:
        claimed = accepted(committee.post(ROBOT, "intake", path, {}))
        if claimed.status_code == 204:
            return done
        claim = claimed.json()
        completing = f"{path}/{claim['claimId']}/complete"
        accepted(committee.post(ROBOT, "intake", completing, result))
        done.append(str(claim["streamId"]))


def _matter(lines: Sequence[Mapping[str, Any]], kind: str) -> str:
    return next(str(line["matterId"]) for line in lines if line["type"] == kind)

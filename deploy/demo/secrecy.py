"""Who sees what: an official without relation, and a protected child that no robot is given."""

from collections.abc import Mapping
from typing import Any

from deploy.demo.callers import DemoFailed
from deploy.demo.cast import Cast
from deploy.demo.submissions import Submission
from deploy.output import Output
from shared.kernel.clock import today

PROTECTED_REPORT = "05-several-siblings"


def protect(cast: Cast, report: Submission, event_id: str, output: Output) -> str:
    """Mark one of the report's children as protected; return the intake that is hidden then."""
    waiting = cast.reception.get("intake", "/intakes", limit=100, atLeast=event_id)["items"]
    reasons = report.body["reasonCodes"]
    intake = next(each for each in waiting if each["reasonCodes"] == reasons)
    intake_id = str(intake["intakeId"])
    marked = cast.reception.post(
        "intake",
        f"/persons/{intake['personId']}/mark-protection",
        {"kind": "confidentiality-mark", "markedOn": today().isoformat()},
    )
    _require_alone(cast, intake_id, marked)
    output.tell("a child was marked as protected: seen by the official who was let in, alone")
    return intake_id


def show_refusals(
    cast: Cast, intake_id: str, protected_id: str, output: Output
) -> Mapping[str, str]:
    """Let those ask who may not; return how each was refused, by who they are.

    Raises:
        DemoFailed: somebody was answered.
    """
    code = cast.outsider.refused("intake", f"/intakes/{intake_id}")
    output.tell(f"an official of another unit was refused: {code}")
    refused = {cast.outsider.who.subject: code}
    for who in (cast.robot, cast.unit_head):
        refused[who.who.subject] = who.refused("intake", f"/intakes/{protected_id}")
    refused[cast.analyst.who.subject] = cast.analyst.refused(
        "reporting", f"/threads/{protected_id}"
    )
    for each in (cast.robot, cast.unit_head, cast.analyst):
        _require(refused[each.who.subject], "not-found")
    output.tell("the protected child does not exist for the robot, other officials and reporting")
    return refused


def _require_alone(cast: Cast, intake_id: str, marked: Mapping[str, Any]) -> None:
    event_id = str(marked["eventId"])
    for who, is_seen in ((cast.reception, True), (cast.unit_head, False), (cast.robot, False)):
        listed = who.get("intake", "/intakes", limit=100, atLeast=event_id)["items"]
        if is_seen is not any(each["intakeId"] == intake_id for each in listed):
            raise DemoFailed(f"{who.who.subject} sees otherwise than they should")


def _require(code: str, wanted: str) -> None:
    if code != wanted:
        raise DemoFailed(f"refused with {code} instead of {wanted}")

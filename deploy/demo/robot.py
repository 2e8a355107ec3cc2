"""The intake robot: takes work by claim, does it by asking like anybody, says what it did."""

from collections.abc import Callable, Mapping
from typing import Any

from deploy.demo.callers import Caller

Result = Mapping[str, object]
LEASE_SECONDS = 60


def work_off(robot: Caller, worklist: str, do: Callable[[Caller, str], Result]) -> int:
    """Claim and do everything that waits on ``worklist``; return how much that was."""
    done = 0
    while claim := _claim(robot, worklist):
        claim_id, intake_id = claim["claimId"], claim["streamId"]
        path = f"/worklists/{worklist}/claims/{claim_id}/complete"
        robot.post("intake", path, do(robot, intake_id), key=f"{claim_id}-complete")
        done += 1
    return done


def check_siblings(robot: Caller, intake_id: str) -> Result:
    """Look for siblings, in the register and among earlier matters."""
    siblings = robot.get("intake", f"/intakes/{intake_id}/siblings")["items"]
    return {"siblingCount": len(siblings)}


def hand_over(robot: Caller, intake_id: str) -> Result:
    """Note that what came in has been handed over to the investigation."""
    return {"note": "Anmälan och skyddsbedömning är förda till utredningen."}


def summarise(robot: Caller, intake_id: str) -> Result:
    """Sum up a closed investigation."""
    return {"note": "Utredningen är avslutad; sammanfattningen är gjord av roboten."}


def _claim(robot: Caller, worklist: str) -> Mapping[str, Any]:
    return robot.post("intake", f"/worklists/{worklist}/claims", {"leaseSeconds": LEASE_SECONDS})


DUTIES: Mapping[str, Callable[[Caller, str], Result]] = {
    "sibling-check": check_siblings,
    "handover": hand_over,
    "closing-summary": summarise,
}

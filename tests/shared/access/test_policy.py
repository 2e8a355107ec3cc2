"""Who may what: the scope, the kind of client and the role must all allow it."""

from itertools import product

import pytest

from shared.access.policy import RIGHTS, RightsTable
from shared.kernel.caller import Caller, NotPermitted
from shared.kernel.context import Actor, Client

TABLE = RightsTable()
ROLES = [
    "e-service",
    "robot",
    "caseworker",
    "unit-head",
    "subcommittee",
    "chair",
    "committee",
    "analyst",
]


def caller(client: Client, role: str, *scopes: str) -> Caller:
    actor = Actor(subject="s-1", role=role, client=client, client_id="c-1")
    return Caller(actor=actor, scopes=frozenset(scopes))


def rights_of(client: Client, role: str) -> set[str]:
    """Return what such a caller may when its token holds every scope."""
    asking = caller(client, role, *RIGHTS)
    return {right for right in RIGHTS if _may(asking, right)}


def _may(asking: Caller, right: str) -> bool:
    try:
        TABLE.require(asking, right)
    except NotPermitted:
        return False
    return True


EXPECTED: dict[tuple[Client, str], set[str]] = {
    (Client.E_SERVICE, "e-service"): {"intake:report"},
    (Client.ROBOT, "robot"): {
        "reporting:warnings",
        "intake:read",
        "intake:work",
        "investigation:read",
        "interventions:read",
        "operations:metrics",
    },
    (Client.OFFICIAL, "caseworker"): {
        "intake:read",
        "intake:handle",
        "investigation:read",
        "investigation:handle",
        "investigation:decide",
        "interventions:read",
        "interventions:handle",
        "intake:break-glass",
        "intake:disclose",
        "reporting:follow",
    },
    (Client.OFFICIAL, "unit-head"): {
        "intake:dispose",
        "reporting:review",
        "intake:guard",
        "intake:break-glass",
        "intake:disclose",
        "intake:read",
        "intake:handle",
        "investigation:read",
        "investigation:handle",
        "investigation:decide",
        "interventions:read",
        "interventions:handle",
        "reporting:read",
        "reporting:deliver",
        "reporting:warnings",
    },
    (Client.OFFICIAL, "subcommittee"): {
        "intake:dispose",
        "investigation:read",
        "investigation:decide",
    },
    (Client.OFFICIAL, "chair"): {
        "intake:dispose",
        "investigation:read",
        "investigation:decide",
    },
    (Client.OFFICIAL, "committee"): {
        "intake:dispose",
        "investigation:read",
        "investigation:decide",
    },
    (Client.OFFICIAL, "analyst"): {"reporting:read", "reporting:warnings"},
    (Client.REPORTING, "analyst"): {
        "reporting:read",
        "reporting:deliver",
        "reporting:feed",
        "reporting:warnings",
        "operations:metrics",
    },
}


@pytest.mark.parametrize(("client", "role"), list(product(Client, ROLES)))
def test_each_caller_has_its_rights_and_no_others(client: Client, role: str) -> None:
    assert rights_of(client, role) == EXPECTED.get((client, role), set())


@pytest.mark.parametrize(("who", "rights"), EXPECTED.items())
def test_a_right_without_its_scope_is_none(who: tuple[Client, str], rights: set[str]) -> None:
    for right in rights:
        others = set(RIGHTS) - {right}
        assert not _may(caller(*who, *others), right)


def test_what_nobody_thought_of_nobody_may() -> None:
    for client, role in EXPECTED:
        assert not _may(caller(client, role, "intake:destroy"), "intake:destroy")


def test_only_programs_hold_the_rights_for_which_a_key_is_always_required() -> None:
    for right, grant in RIGHTS.items():
        if right.endswith((":report", ":work")):
            assert set(grant.roles_by_client) <= {Client.E_SERVICE, Client.ROBOT}

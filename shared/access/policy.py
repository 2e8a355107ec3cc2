"""The one table of who may what. What is not in it, nobody may."""

from collections.abc import Mapping
from dataclasses import dataclass

from shared.kernel.caller import Caller, NotPermitted
from shared.kernel.context import Client

E_SERVICE = "e-service"
ROBOT = "robot"
CASEWORKER = "caseworker"
UNIT_HEAD = "unit-head"
SUBCOMMITTEE = "subcommittee"
CHAIR = "chair"
COMMITTEE = "committee"
ANALYST = "analyst"

_HANDLERS = frozenset({CASEWORKER, UNIT_HEAD})
_DECIDERS = frozenset({CASEWORKER, UNIT_HEAD, SUBCOMMITTEE, CHAIR, COMMITTEE})


@dataclass(frozen=True, slots=True)
class Grant:
    """Who may use one right: through which kind of client, in which role."""

    roles_by_client: Mapping[Client, frozenset[str]]

    def covers(self, caller: Caller) -> bool:
        """Say whether the caller's client and role are both granted it."""
        actor = caller.actor
        return actor.role in self.roles_by_client.get(actor.client, frozenset())


def _officials(roles: frozenset[str]) -> dict[Client, frozenset[str]]:
    return {Client.OFFICIAL: roles}


_ROBOT = {Client.ROBOT: frozenset({ROBOT})}
_REPORTING = {Client.REPORTING: frozenset({ANALYST})}

RIGHTS: Mapping[str, Grant] = {
    "intake:report": Grant({Client.E_SERVICE: frozenset({E_SERVICE})}),
    "intake:read": Grant({**_officials(_HANDLERS), **_ROBOT}),
    "intake:handle": Grant(_officials(_HANDLERS)),
    "intake:work": Grant(_ROBOT),
    "intake:dispose": Grant(_officials(frozenset({UNIT_HEAD, SUBCOMMITTEE, CHAIR, COMMITTEE}))),
    "intake:guard": Grant(_officials(frozenset({UNIT_HEAD}))),
    "intake:break-glass": Grant(_officials(_HANDLERS)),
    "intake:disclose": Grant(_officials(_HANDLERS)),
    "investigation:read": Grant({**_officials(_DECIDERS), **_ROBOT}),
    "investigation:handle": Grant(_officials(_HANDLERS)),
    "investigation:decide": Grant(_officials(_DECIDERS)),
    "interventions:read": Grant({**_officials(_HANDLERS), **_ROBOT}),
    "interventions:handle": Grant(_officials(_HANDLERS)),
    "reporting:read": Grant({**_REPORTING, **_officials(frozenset({UNIT_HEAD, ANALYST}))}),
    "reporting:follow": Grant(_officials(frozenset({CASEWORKER}))),
    "reporting:deliver": Grant({**_REPORTING, **_officials(frozenset({UNIT_HEAD}))}),
    "reporting:feed": Grant(_REPORTING),
    "reporting:warnings": Grant(
        {**_REPORTING, **_ROBOT, **_officials(frozenset({UNIT_HEAD, ANALYST}))}
    ),
    "reporting:review": Grant(_officials(frozenset({UNIT_HEAD}))),
    "operations:metrics": Grant({**_REPORTING, **_ROBOT}),
}


class RightsTable:
    """Rules by the table alone: the scope, the client's kind and the role must all allow."""

    def __init__(self, rights: Mapping[str, Grant] = RIGHTS) -> None:
        self._rights = rights

    def require(self, caller: Caller, right: str) -> None:
        """Return when ``caller`` may use ``right``.

        Raises:
            NotPermitted: one of the three does not allow it, or there is no such right.
        """
        grant = self._rights.get(right)
        if grant is None or right not in caller.scopes or not grant.covers(caller):
            raise NotPermitted

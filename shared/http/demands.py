"""What one route demands of a call: rights, a case that is open to the caller, preconditions."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from fastapi.params import Depends
from starlette.datastructures import Headers

from shared.http.bodies import MIB
from shared.http.call import Call
from shared.http.problems import Fault, Problem, invalid
from shared.http.reading import may_exist
from shared.http.recognising import recognise
from shared.kernel.caller import Asked, Caller, CaseRefused, NotAuthenticated, NotPermitted
from shared.kernel.context import Client
from shared.kernel.shown import Shown

_KEY = re.compile(r"[!-~]{1,255}")
_VERSION = re.compile(r'"([0-9]{1,18})"')
_OF_PROGRAMS = (":report", ":work")
_MAY_OMIT_KEY = (Client.OFFICIAL, Client.REPORTING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """What one route demands. No ``rights`` means open to all: health, api-info, openapi."""

    rights: tuple[str, ...]
    is_change: bool = False  # takes an Idempotency-Key
    is_versioned: bool = False  # demands If-Match
    is_conditional: bool = False  # honours If-None-Match
    max_body: int = MIB
    problems: tuple[int, ...] = ()

    @property
    def is_key_required(self) -> bool:
        """Whether robots or e-services, which must give a key, may have the rights."""
        return any(right.endswith(_OF_PROGRAMS) for right in self.rights)

    def __call__(self) -> None:
        """Fail closed where nothing puts the gate first, as ``EdgeRoute`` does."""
        raise NotPermitted

    async def admit(self, call: Call, headers: Headers) -> None:
        """Let in whom the token and the policy let in.

        Raises:
            NotAuthenticated, NotPermitted: and nothing of the request has been looked at.
        """
        if not self.rights:
            return
        caller = await recognise(call, lambda: self.authenticate(call, headers))
        for right in self.rights:
            call.purpose = right
            try:
                call.edge.policy.require(caller, right)
            except NotPermitted:
                if right == self.rights[-1]:
                    raise
            else:
                call.right, call.clearance = right, call.edge.policy.given(right)
                return

    async def admit_to_case(self, call: Call, kind: str, named: object, after: str | None) -> None:
        """Let through to the case or person that the path names.

        Raises:
            CaseRefused: it is closed to the caller, or there is none.
        """
        if not isinstance(named, UUID):
            return
        asked = Asked(right=call.right, kind=kind, id=named, after=_event_id(after))
        policy = call.edge.policy
        try:
            call.clearance = await policy.clear(call.caller, asked, call.edge.store)
        except CaseRefused as refused:
            call.about = Shown(persons=refused.persons, hits=frozenset())
            raise

    async def authenticate(self, call: Call, headers: Headers) -> Caller:
        """Return who calls, by the bearer token.

        Raises:
            NotAuthenticated: there is none, or it is not valid.
        """
        scheme, _, token = headers.get("authorization", "").partition(" ")
        if not token or scheme.lower() != "bearer":
            raise NotAuthenticated("no-token")
        return await call.edge.authenticator.authenticate(token.strip())

    def precondition(self, call: Call, headers: Headers) -> None:
        """Take in what the caller has seen, and under which key it asks."""
        if self.is_versioned:
            call.expected = _seen_version(headers.getlist("if-match"))
        if self.is_change:
            may_omit = call.caller.actor.client in _MAY_OMIT_KEY
            call.key = _key(headers.getlist("idempotency-key"), may_omit=may_omit)


def behind(gate: Gate) -> Any:
    """Return ``gate`` as a dependency; ``EdgeRoute`` takes it out and runs it first of all."""
    return Depends(gate)


def _event_id(given: str | None) -> UUID | None:
    """Return the event to wait for; None for what can be none, which nobody waits for."""
    try:
        event_id = UUID(given) if given else None
    except ValueError:
        return None
    return event_id if event_id and may_exist(event_id) else None


def _seen_version(sent: Sequence[str]) -> int:
    if not sent:
        detail = "Ange versionen som ändringen utgår från: If-Match med värdet av ETag."
        raise Problem(428, "if-match-required", detail)
    match = _VERSION.fullmatch(sent[0].strip())
    if len(sent) > 1 or match is None:
        detail = 'If-Match ska vara en enda stark ETag, som "7"; varken * eller W/ duger.'
        raise invalid([Fault("header", "/If-Match", "not-a-version", detail)])
    return int(match[1])


def _key(sent: Sequence[str], *, may_omit: bool) -> str | None:
    if not sent and may_omit:
        return None
    if len(sent) != 1 or not _KEY.fullmatch(sent[0]):
        detail = (
            "Idempotency-Key ska anges en gång: 1-255 synliga ASCII-tecken, ny för varje ändring."
        )
        raise invalid([Fault("header", "/Idempotency-Key", "not-a-key", detail)])
    return sent[0]


def digest_of(call: Call, body: bytes) -> bytes:
    """Return what tells this request from another with the same key."""
    if call.key is None:
        return b""
    scope = call.scope
    head = (scope["method"], scope["path"], scope["query_string"].decode("latin-1"))
    subject = call.caller.actor.subject
    return hashlib.sha256("\n".join((*head, subject, "")).encode() + body).digest()

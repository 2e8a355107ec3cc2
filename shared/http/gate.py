"""The gate of a route: what must hold before its function is called."""

import hashlib
import re
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from fastapi import Response
from fastapi.dependencies.utils import get_flat_params
from fastapi.params import Depends, Query
from fastapi.routing import APIRoute
from pydantic import TypeAdapter
from starlette.datastructures import Headers
from starlette.requests import Request

from shared.http.bodies import MIB, BodyReader, LimitedRequest
from shared.http.call import Call, call_of
from shared.http.looking import NotSaid, note_refusal
from shared.http.problems import Fault, Problem, invalid
from shared.http.query import QueryNames
from shared.http.reading import may_exist
from shared.http.recognising import recognise
from shared.kernel.access_log import Outcome
from shared.kernel.caller import Asked, Caller, CaseRefused, NotAuthenticated, NotPermitted
from shared.kernel.context import Client
from shared.kernel.refusal import NotFound, Refusal, StreamMoved
from shared.kernel.shown import Shown

_ID = re.compile(r"\{(\w+_id)\}")  # what is no id names no resource, and matches no route
_KEY = re.compile(r"[!-~]{1,255}")
_VERSION = re.compile(r'"([0-9]{1,18})"')
_OF_PROGRAMS = (":report", ":work")
Handler = Callable[[Request], Coroutine[Any, Any, Response]]
_OF_A_CASE = frozenset(
    {
        "any_id",
        "decision_id",
        "intake_id",
        "intervention_id",
        "investigation_id",
        "item_id",
        "matter_id",
        "person_id",
    }
)
"""Names in paths by which a case or a person is asked for: the policy rules on each."""
_OF_NO_CASE = frozenset(
    {
        "attachment_id",
        "claim_id",
        "glass_id",
        "list_id",
        "receipt_id",
        "report_id",
        "webhook_id",
    }
)
"""Names of what the route's own function finds for its caller alone, or within a case."""
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


class EdgeRoute(APIRoute):
    """A route behind a gate. Building one without a gate is an error, so none is forgotten."""

    def __init__(
        self,
        path: str,
        endpoint: Callable[..., Any],
        *,
        dependencies: Sequence[Depends] | None = None,
        **settings: Any,
    ) -> None:
        gates = [d.dependency for d in dependencies or () if isinstance(d.dependency, Gate)]
        if len(gates) != 1:
            raise TypeError(f"{path}: say who may, with **changes(...), **reads(...) or the like")
        self.gate = gates[0]
        self._case = _case_named_in(path)
        others = [d for d in dependencies or () if not isinstance(d.dependency, Gate)]
        super().__init__(_ID.sub(r"{\1:uuid}", path), endpoint, dependencies=others, **settings)

    def get_route_handler(self) -> Handler:
        """Return FastAPI's handler behind the gate."""
        inner, gate, reader = super().get_route_handler(), self.gate, self._reader()
        query, case = self._query(), self._case

        async def admitted(request: Request) -> Response:
            call, headers = call_of(request), request.headers
            await gate.admit(call, headers)
            if case is not None:
                after = request.query_params.get("atLeast")
                await gate.admit_to_case(call, case, request.path_params[case], after)
            query.require_known(request)
            gate.precondition(call, headers)
            if reader is None:
                call.digest = _digest(call, b"")
                return await inner(request)
            reader.require_type(headers.get("content-type"))
            limited = LimitedRequest(request.scope, request.receive)
            limited.limit = gate.max_body
            raw = await limited.body()
            call.digest = _digest(call, raw)
            limited.value = reader.read(raw)
            return await inner(limited)

        return _looked_after(gate, admitted)

    def _reader(self) -> BodyReader | None:
        if self.body_field is None:
            return None
        shape: Any = self.body_field.field_info.annotation
        return BodyReader(TypeAdapter(shape))

    def _query(self) -> QueryNames:
        fields = [f for f in get_flat_params(self.dependant) if isinstance(f.field_info, Query)]
        return QueryNames(fields)


def _looked_after(gate: Gate, admitted: Handler) -> Handler:
    """Return the handler, with what it refuses in the access log, and no look without one."""

    async def handle(request: Request) -> Response:
        call = call_of(request)
        try:
            response = await admitted(request)
        except NotPermitted:
            await note_refusal(call, Outcome.REFUSED)
            raise
        except (Refusal, StreamMoved) as refused:
            if not isinstance(refused, NotFound):
                await note_refusal(call, Outcome.DECLINED)
            raise
        if gate.rights and call.shows is None:
            raise NotSaid
        return response

    return handle


def _case_named_in(path: str) -> str | None:
    """Return the name by which ``path`` asks for a case or a person; None when it asks for none.

    Raises:
        TypeError: an id is called something that nobody has said what it is.
    """
    names = _ID.findall(path)
    if unknown := set(names) - _OF_A_CASE - _OF_NO_CASE:
        raise TypeError(f"{path}: say whether {', '.join(sorted(unknown))} names a case")
    return next((name for name in names if name in _OF_A_CASE), None)


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


def _digest(call: Call, body: bytes) -> bytes:
    """Return what tells this request from another with the same key."""
    if call.key is None:
        return b""
    scope = call.scope
    head = (scope["method"], scope["path"], scope["query_string"].decode("latin-1"))
    subject = call.caller.actor.subject
    return hashlib.sha256("\n".join((*head, subject, "")).encode() + body).digest()

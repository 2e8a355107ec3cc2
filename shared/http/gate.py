"""The gate of a route: what must hold before its function is called."""

import re
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

from fastapi import Response
from fastapi.dependencies.utils import get_flat_params
from fastapi.params import Depends, Query
from fastapi.routing import APIRoute
from pydantic import TypeAdapter
from starlette.requests import Request

from shared.http.bodies import BodyReader, LimitedRequest
from shared.http.call import call_of
from shared.http.demands import Gate, behind, digest_of
from shared.http.looking import NotSaid, note_refusal
from shared.http.query import QueryNames
from shared.kernel.access_log import Outcome
from shared.kernel.caller import NotPermitted
from shared.kernel.refusal import NotFound, Refusal, StreamMoved

__all__ = ["EdgeRoute", "Gate", "behind"]

_ID = re.compile(r"\{(\w+_id)\}")  # what is no id names no resource, and matches no route
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
        "administrative_matter_id",
        "attachment_id",
        "claim_id",
        "disclosure_id",
        "glass_id",
        "list_id",
        "publication_id",
        "meeting_id",
        "receipt_id",
        "report_id",
        "webhook_id",
    }
)
"""Names of what the route's own function finds for its caller alone, or within a case."""


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
                call.digest = digest_of(call, b"")
                return await inner(request)
            reader.require_type(headers.get("content-type"))
            limited = LimitedRequest(request.scope, request.receive)
            limited.limit = gate.max_body
            raw = await limited.body()
            call.digest = digest_of(call, raw)
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

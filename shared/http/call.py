"""One call: who, in which trace, under which id; and what the service answers it with."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from uuid import UUID

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import Scope

from shared.http.info import ApiInfo
from shared.http.limits import Allowance, Limits
from shared.http.links import base_url
from shared.http.metrics import Metrics
from shared.http.problems import Problem
from shared.kernel.access_log import AccessLog
from shared.kernel.caller import Authenticator, Caller, Clearance, Policy
from shared.kernel.shown import NOTHING, Shown, Shows
from shared.kernel.store import Store

_KEY = "rodatraden.call"


@dataclass(frozen=True, slots=True)
class Edge:
    """What every call of one app shares."""

    info: ApiInfo
    store: Store
    authenticator: Authenticator
    policy: Policy
    metrics: Metrics
    access_log: AccessLog
    limits: Limits


@dataclass(slots=True, kw_only=True)
class Call:
    """One call, from the first byte to the last. ``request_id`` is the cause of its events."""

    edge: Edge
    scope: Scope
    request_id: UUID
    traceparent: str
    authenticated: Caller | None = None
    right: str = ""  # that let the caller in
    clearance: Clearance = Clearance()  # noqa: RUF009 - frozen and empty
    expected: int | None = None  # the version the caller has seen (If-Match)
    key: str | None = None  # Idempotency-Key
    digest: bytes = b""  # of the whole request, when it has a key
    purpose: str = ""  # what the caller was let in for
    about: Shown = NOTHING  # whom the request is about, as far as known before it is answered
    shows: Shows | None = None  # whom the answer shows; None until it has said so
    allowance: Allowance | None = None  # how fast the client may go on
    status: int = 0  # what was answered; 0 until then
    facts: Mapping[str, str] = field(default_factory=dict)

    @property
    def caller(self) -> Caller:
        """Who calls; known on every route but the few that are open to all."""
        if self.authenticated is None:
            raise Problem(401, "no-token", "Anropet saknar token.")
        return self.authenticated

    def clear(self, persons: Iterable[UUID]) -> None:
        """Add ``persons`` to whom the caller may be shown."""
        cleared = self.clearance.persons | frozenset(persons)
        self.clearance = replace(self.clearance, persons=cleared)

    @property
    def address(self) -> str:
        """Where the call comes from: what the server in front, if it is trusted, says."""
        client = self.scope.get("client")
        return str(client[0]) if client else "unknown"

    @property
    def instance(self) -> str:
        """The name of this one call, in problems and logs."""
        return self.request_id.urn

    @property
    def base(self) -> str:
        """Where the API stands for this caller."""
        forwarded = Headers(scope=self.scope).get("forwarded")
        return base_url(forwarded, self.edge.info.public_url)


def begin_call(scope: Scope, call: Call) -> None:
    """Let ``call`` be found from its scope."""
    scope[_KEY] = call


def call_of(request: Request) -> Call:
    """Return the call that ``request`` belongs to."""
    call: Call = request.scope[_KEY]
    return call

"""The one way out for what shows anybody: known to the access log first, or not shown."""

from uuid import UUID

from shared.http.call import Call
from shared.http.trace import trace_id
from shared.kernel.access_log import Look, Outcome
from shared.kernel.caller import CaseRefused
from shared.kernel.shown import NOBODY, Shown, Shows
from shared.kernel.store import Store, Transaction


class NotSaid(Exception):  # noqa: N818
    """A route answered without saying whom it shows. A fault of ours: nothing is shown."""


async def disclose(call: Call, shows: Shows, where: Store | Transaction) -> None:
    """Let the answer to ``call`` show ``shows``, once that is ruled on and logged in ``where``.

    Raises:
        CaseRefused: somebody in it is closed to the caller.
        NotLogged: it could not be logged.
    """
    if shows is not NOBODY:
        await _rule_on(call, shows, where)
        await _keep(call, shows, Outcome.SHOWN, where)
    call.shows = shows


async def _rule_on(call: Call, shows: Shown, where: Store | Transaction) -> None:
    """Return when everybody whom the answer shows is open to the caller."""
    try:
        policy = call.edge.policy
        await policy.disclose(call.caller, call.clearance, shows.persons, where)
    except CaseRefused:
        call.about = call.about | shows
        raise


async def note_refusal(call: Call, outcome: Outcome) -> None:
    """Log that nothing was shown, where the request was about something.

    Raises:
        NotLogged: it could not be logged; then not even the refusal is told.
    """
    given = call.scope.get("path_params", {}).values()
    hits = frozenset(value for value in given if isinstance(value, UUID))
    about = call.about | Shown(persons=frozenset(), hits=hits)
    if call.authenticated is None or (outcome is Outcome.DECLINED and not about.hits):
        return
    await _keep(call, about, outcome, call.edge.store)


async def _keep(call: Call, shown: Shown, outcome: Outcome, where: Store | Transaction) -> None:
    look = Look(
        actor=call.caller.actor,
        purpose=call.purpose,
        method=call.scope["method"],
        route=call.scope["route"].path_format,
        shown=shown,
        outcome=outcome,
        request_id=call.request_id,
        trace_id=trace_id(call.traceparent),
    )
    await call.edge.access_log.keep(where, look)

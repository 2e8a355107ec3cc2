"""The policy of a service: the table of rights, and on top of it who may see which case."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from shared.access.facts import (
    Cases,
    case_with,
    cases_of,
    cases_statement,
    guard_of,
    guards_statement,
    protected_statement,
)
from shared.access.guarded import NAME as GUARDED
from shared.access.matters import NAME as MATTERS
from shared.access.matters import MatterRow, matters_of
from shared.access.policy import RightsTable
from shared.access.ruling import Bar, Ground, Viewer, rule
from shared.access.sight import Sight
from shared.catalogue import Catalogue
from shared.kernel.caller import Asked, Caller, CaseRefused, Clearance, Facts
from shared.kernel.clock import now, today
from shared.kernel.context import Client
from shared.kernel.refusal import NotFound
from shared.kernel.store import Store

WAIT_SECONDS = 2.0
OVER_ALL = frozenset({"intake:dispose", "reporting:deliver", "reporting:review"})
"""Rights over all alike: what is destroyed, or reported by law, is by pseudonym, whoever it is."""


class CasePolicy(RightsTable):
    """Rules by the table, then by the case: every path that names one is ruled on here.

    What the read models do not know is closed; before saying so, the case's own events are asked,
    for they may be younger.
    """

    read_models = (MATTERS, GUARDED)

    def __init__(self, service: str, catalogue: Catalogue, *, has_claims: bool = False) -> None:
        super().__init__()
        self._service = service
        self._catalogue = catalogue
        self._has_claims = has_claims
        self._matters = matters_of(service)

    def given(self, right: str) -> Clearance:
        """Return what the right itself clears, before any case is asked for."""
        return Clearance(is_of_all=right in OVER_ALL)

    def viewer(self, caller: Caller, right: str) -> Viewer:
        """Return who wants to see, with the case types that come to their unit today."""
        actor = caller.actor
        received = self._catalogue.received_by(actor.unit, today()) if actor.unit else ()
        return Viewer(
            client=actor.client,
            role=actor.role,
            subject=actor.subject,
            unit=actor.unit,
            right=right,
            receives=frozenset(received),
        )

    def sight(self, caller: Caller) -> Sight:
        """Return what the caller may see of lists."""
        viewer = self.viewer(caller, "")
        return Sight(service=self._service, viewer=viewer, at=now(), has_claims=self._has_claims)

    async def clear(self, caller: Caller, asked: Asked, store: Store) -> Clearance:
        """Return what the caller may see of what is asked for.

        Raises:
            CaseRefused: nothing of it.
        """
        if asked.right in OVER_ALL:
            return self.given(asked.right)
        viewer, at = self.viewer(caller, asked.right), now()
        cases = await self._cases(store, viewer, asked)
        about = frozenset[UUID]().union(*(persons for _, persons in cases.values()))
        ruled = _rule_on(viewer, cases, at)
        if isinstance(ruled, Bar) and asked.after is not None:
            for read_model in self.read_models:
                await store.wait_for(asked.after, read_model, seconds=WAIT_SECONDS)
            ruled = _rule_on(viewer, await self._cases(store, viewer, asked), at)
        if ruled in (Bar.UNKNOWN, Bar.NO_RELATION, Bar.ENDED):
            younger = _rule_on(viewer, await self._younger(store, viewer, asked), at)
            ruled = ruled if younger is Bar.UNKNOWN else younger
        if isinstance(ruled, Bar):
            raise CaseRefused(ruled.value, is_secret=ruled.is_secret, persons=about)
        named = {asked.id} if asked.kind == "person_id" else set()
        return Clearance(threads=ruled.threads, persons=ruled.persons | named, ground=ruled.ground)

    async def disclose(
        self, caller: Caller, clearance: Clearance, persons: Collection[UUID], facts: Facts
    ) -> None:
        """Return when every one of ``persons`` may be shown to the caller.

        Raises:
            CaseRefused: one is protected, and closed to the caller.
        """
        if clearance.is_of_all:
            return
        uncleared = frozenset(persons) - clearance.persons
        if await self.closed(caller, uncleared, facts):
            raise CaseRefused(Bar.PROTECTED.value, is_secret=True)

    async def closed(
        self, caller: Caller, persons: Collection[UUID], facts: Facts
    ) -> frozenset[UUID]:
        """Return those of ``persons`` who are protected, and closed to the caller."""
        if not persons or caller.actor.client is Client.E_SERVICE:
            return frozenset()
        viewer, at = self.viewer(caller, ""), now()
        rows = await facts.rows(protected_statement(self._service), {"persons": list(persons)})
        shut = (row for row in rows if not guard_of(row).is_open_to(viewer, at))
        return frozenset(row["person_id"] for row in shut)

    async def protected(self, persons: Collection[UUID], facts: Facts) -> frozenset[UUID]:
        """Return those of ``persons`` who are protected, whoever may see them."""
        rows = await facts.rows(protected_statement(self._service), {"persons": list(persons)})
        return frozenset(row["person_id"] for row in rows)

    async def _cases(self, store: Facts, viewer: Viewer, asked: Asked) -> Cases:
        statement = cases_statement(self._service, asked.kind, has_claims=self._has_claims)
        given = {"id": asked.id, "subject": viewer.subject}
        return cases_of(await store.rows(statement, given))

    async def _younger(self, store: Store, viewer: Viewer, asked: Asked) -> Cases:
        """Return the cases once more, with the matter as its own events tell of it now."""
        row = await self._as_told(store, asked)
        if row is None:
            return {}
        statement = cases_statement(self._service, "any_id", has_claims=self._has_claims)
        given = {"id": row.thread_id, "subject": viewer.subject}
        known = await store.rows(statement, given)
        guards = await store.rows(guards_statement(self._service), {"id": row.person_id})
        return {row.thread_id: case_with(row, known, guards)}

    async def _as_told(self, store: Store, asked: Asked) -> MatterRow | None:
        try:
            return self._matters.of(await store.read(asked.id))
        except NotFound:
            return None


@dataclass(frozen=True, slots=True)
class _Cleared:
    """The cases of which something may be seen."""

    threads: frozenset[UUID]
    persons: frozenset[UUID]
    ground: Ground


_WORST = (Bar.PROTECTED, Bar.ENDED, Bar.NO_RELATION, Bar.NO_CLAIM)


def _rule_on(viewer: Viewer, cases: Cases, at: datetime) -> _Cleared | Bar:
    ruled = {thread_id: rule(viewer, case, at) for thread_id, (case, _) in cases.items()}
    open_to = {each: ground for each, ground in ruled.items() if isinstance(ground, Ground)}
    if not open_to:
        return next((bar for bar in _WORST if bar in ruled.values()), Bar.UNKNOWN)
    persons = frozenset[UUID]().union(*(cases[each][1] for each in open_to))
    return _Cleared(frozenset(open_to), persons, next(iter(open_to.values())))

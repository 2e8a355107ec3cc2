"""Carrying out an approved list: a few files at a time, each step safe to break off after.

What is begun is written down before a key is touched and again when it is gone, so that a run
that was killed is taken up where it was, and nothing is done or told twice.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Protocol
from uuid import UUID

from services.intake.application.disposal.identities import unneeded
from services.intake.application.disposal.leftovers import Leftovers
from services.intake.application.disposal.sheet import Sheet
from services.intake.application.disposal.standing import Standings
from services.intake.domain.disposal.commands import (
    BeginDisposal,
    CertifyDisposal,
    FinishDisposal,
    SpareFile,
)
from services.intake.domain.disposal.refusals import ListNotApproved
from services.intake.domain.disposal.state import Row, RowState
from shared.kernel.clock import civil_date
from shared.kernel.files import IDENTITY_GROUP
from shared.kernel.refusal import Refusal
from shared.kernel.store import Store
from shared.retention.verdict import State

AT_ONCE = 25
NO_LONGER_DUE, STILL_NEEDED = "no-longer-due", "still-needed"
_SERVERS_TIME = "SELECT clock_timestamp() AS at"
_HEAD = "SELECT position, encode(chain_hash, 'hex') AS chain FROM store.ledger_head"
_NEWEST = "SELECT event_id FROM store.ledger JOIN store.ledger_head USING (position)"
_READ_MODELS = ("filed_matters", "intake.merged-persons", "relations", "persons")
_WAIT_SECONDS = 5.0

Progress = Callable[[int, int], None]


class Destroyer(Protocol):
    """Who may destroy file keys; implemented by ``shared.vault``."""

    async def destroy(self, file_ids: Sequence[UUID]) -> frozenset[UUID]:
        """Destroy the keys of ``file_ids``; once more is no fault."""

    async def retire(self) -> int:
        """Let no backup open what has been destroyed; return the new epoch of keys."""


class ClocksDisagree(Refusal):
    """Two clocks that name different days cannot say that a day has come."""

    code = "clocks-disagree"
    detail = "Datorns och databasens klockor visar olika dagar. Ställ dem innan något gallras."


class ReadModelsBehind(Refusal):
    """What is destroyed is judged by all that is known, or not at all."""

    code = "read-models-behind"
    detail = "Tjänsten intake har inte hunnit ta in allt som hänt. Starta den och försök igen."


class CarryingOut:
    """Carries out disposal lists, with the keys' destroyer at hand."""

    def __init__(
        self, store: Store, standings: Standings, destroyer: Destroyer, leftovers: Leftovers
    ) -> None:
        self._store = store
        self._standings = standings
        self._destroyer = destroyer
        self._leftovers = leftovers

    async def run(self, list_id: UUID, on: date, progress: Progress) -> Sheet:
        """Destroy what of the list is due on ``on``, and certify it when nothing waits.

        Raises:
            NoSuchList, ListNotApproved, ClockSetBack, ClocksDisagree, ReadModelsBehind: nothing
                was destroyed.
        """
        await self._require_one_day(on)
        await self._require_all_known()
        sheet = await Sheet.read(self._store, list_id)
        if sheet.known.certificate is not None:
            return sheet
        if sheet.known.approved_by is None:
            raise ListNotApproved
        await sheet.ask([BeginDisposal(file_ids=(), on=on)])
        for is_identity in (False, True):
            await self._dispose(sheet, on, progress, is_identity=is_identity)
        await self._close(sheet, on)
        return sheet

    async def _require_one_day(self, on: date) -> None:
        (row,) = await self._store.rows(_SERVERS_TIME)
        if civil_date(row["at"]) != on:
            raise ClocksDisagree

    async def _require_all_known(self) -> None:
        for row in await self._store.rows(_NEWEST):
            for each in _READ_MODELS:
                if not await self._store.wait_for(row["event_id"], each, seconds=_WAIT_SECONDS):
                    raise ReadModelsBehind

    async def _dispose(
        self, sheet: Sheet, on: date, progress: Progress, *, is_identity: bool
    ) -> None:
        waiting = [
            each
            for each in sheet.known.rows.values()
            if (each.listed.retention_group == IDENTITY_GROUP) is is_identity
            and (each.state is RowState.BEGUN or _is_due(each, on))
        ]
        for first in range(0, len(waiting), AT_ONCE):
            some = waiting[first : first + AT_ONCE]
            going = await self._still_going(sheet, some, on, is_identity=is_identity)
            await sheet.ask([BeginDisposal(file_ids=tuple(going), on=on)])
            if is_identity:
                await self._leftovers.forget_numbers(
                    [each.listed.person_id for each in some if each.listed.file_id in going]
                )
            await self._destroyer.destroy(going)
            commands = [FinishDisposal(file_id=each, on=on) for each in going]
            await sheet.ask(commands, beside=self._leftovers.sweeping(sheet.known, going))
            progress(first + len(some), len(waiting))

    async def _still_going(
        self, sheet: Sheet, rows: Sequence[Row], on: date, *, is_identity: bool
    ) -> Sequence[UUID]:
        """Return the files to destroy now; spare those that something has happened to since."""
        asking = [each.listed for each in rows if each.state is RowState.LISTED]
        persons = {each.person_id for each in asking}
        if is_identity:
            gone = [id_ for id_, each in sheet.known.rows.items() if each.state in _GONE]
            found = await unneeded(self._store, persons, gone)
            unneeded_ids = {each.person_id for each in found}
            due = {each.file_id for each in asking if each.person_id in unneeded_ids}
        else:
            standing = await self._standings.of(self._store, list(persons), on)
            due = {e.verdict.file_id for e in standing if e.verdict.state is State.DUE}
        why = STILL_NEEDED if is_identity else NO_LONGER_DUE
        spared = [each.file_id for each in asking if each.file_id not in due]
        await sheet.ask([SpareFile(file_id=each, why_code=why, on=on) for each in spared])
        return [each.listed.file_id for each in rows if each.listed.file_id not in spared]

    async def _close(self, sheet: Sheet, on: date) -> None:
        states = {each.state for each in sheet.known.rows.values()}
        if RowState.DISPOSED not in states and RowState.LISTED in states:
            return
        epoch = await self._destroyer.retire()
        if RowState.LISTED in states:
            return
        (head,) = await self._store.rows(_HEAD)
        certify = CertifyDisposal(
            on=on, key_epoch=epoch, ledger_position=head["position"], ledger_chain=head["chain"]
        )
        await sheet.ask([certify])


_GONE = (RowState.BEGUN, RowState.DISPOSED)


def _is_due(row: Row, on: date) -> bool:
    return row.state is RowState.LISTED and row.listed.due_on <= on

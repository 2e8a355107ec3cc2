"""Drawing up the disposal list of a year: everything that falls due in it or before."""

from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import date
from uuid import UUID

from services.intake.application.asking import Asking
from services.intake.application.disposal.identities import unneeded
from services.intake.application.disposal.standing import Standing, Standings
from services.intake.application.person_register import identity_file
from services.intake.domain.disposal.commands import DrawUpDisposalList
from services.intake.domain.disposal.events import FileListed
from services.intake.domain.disposal.rules import DISPOSAL
from shared.catalogue import Catalogue
from shared.kernel.context import Context
from shared.kernel.files import IDENTITY_GROUP
from shared.kernel.handling import begin
from shared.kernel.store import Appended, Transaction
from shared.retention.verdict import Verdict

MOST = 2000
"""Files on one list; what is left falls on the next."""

_SHORTEST_PERIOD = 2  # years, of any rule
_BATCH = 200
_CANDIDATES = """
    SELECT person_id FROM intake.filed_matter
    WHERE NOT is_disposed AND person_id > %(after)s
    GROUP BY person_id
    HAVING bool_and(ended_on IS NOT NULL) AND max(ended_on) <= %(ended_by)s
    ORDER BY person_id LIMIT %(most)s"""


class DrawingUp:
    """Looks through everybody whose matters have ended, and lists what is due."""

    def __init__(self, catalogue: Catalogue, standings: Standings) -> None:
        self._catalogue = catalogue
        self._standings = standings

    async def draw_up(self, tx: Transaction, asking: Asking, list_id: UUID, year: int) -> Appended:
        """Draw up the list of ``year``.

        Raises:
            NothingToDispose: nothing falls due in that year.
        """
        due = [each async for each in self._due(tx, asking.on, year)][:MOST]
        files = [_listed(each) for each in due]
        needed = {each.verdict.file_id for each in due if each.verdict.is_birth_day_needed}
        command = DrawUpDisposalList(
            list_id=list_id,
            year=year,
            on=asking.on,
            by=asking.actor.subject,
            catalogue_version=self._catalogue.version,
            files=(*files, *await _identities(tx, list_id, files)),
            birth_day_needed=frozenset(needed),
        )
        context = Context(actor=asking.actor, thread_id=list_id, causation_id=asking.request_id)
        return await begin(tx, DISPOSAL, list_id, command, context)

    async def _due(self, tx: Transaction, on: date, year: int) -> AsyncIterator[Standing]:
        after, found = UUID(int=0), 0
        ended_by = date(year - _SHORTEST_PERIOD, 12, 31)
        while found < MOST:
            asked = {"after": after, "ended_by": ended_by, "most": _BATCH}
            person_ids = [row["person_id"] for row in await tx.rows(_CANDIDATES, asked)]
            if not person_ids:
                return
            for standing in await self._standings.of(tx, person_ids, on):
                if standing.person_id in person_ids and _falls_due(standing.verdict, year):
                    found += 1
                    yield standing
            after = person_ids[-1]


def _falls_due(verdict: Verdict, year: int) -> bool:
    return verdict.due_on is not None and verdict.due_on.year <= year


def _listed(standing: Standing) -> FileListed:
    verdict = standing.verdict
    assert verdict.due_on is not None, "only what falls due is listed"
    assert verdict.finish_by is not None, "what falls due has a last day"
    return FileListed(
        file_id=verdict.file_id,
        person_id=standing.person_id,
        thread_id=standing.matters[0].thread_id,
        retention_group=verdict.group,
        rule_id=verdict.rule_id or "",
        legal_basis_id=verdict.basis_id or "",
        last_note_on=verdict.last_note_on,
        due_on=verdict.due_on,
        finish_by=verdict.finish_by,
        matter_ids=tuple(each.matter_id for each in standing.matters),
    )


async def _identities(
    tx: Transaction, list_id: UUID, files: Sequence[FileListed]
) -> Sequence[FileListed]:
    """Return the register's files that go with the last of ``files`` that they serve."""
    latest: Mapping[UUID, FileListed] = {
        each.person_id: each for each in sorted(files, key=lambda each: each.due_on)
    }
    going = [each.file_id for each in files]
    return [
        _identity(found.person_id, list_id, [latest[each] for each in found.of_person_ids])
        for found in await unneeded(tx, latest.keys(), going)
    ]


def _identity(person_id: UUID, list_id: UUID, served: Sequence[FileListed]) -> FileListed:
    last = max(served, key=lambda each: each.due_on)
    return FileListed(
        file_id=identity_file(person_id),
        person_id=person_id,
        thread_id=list_id,
        retention_group=IDENTITY_GROUP,
        rule_id=last.rule_id,
        legal_basis_id=last.legal_basis_id,
        last_note_on=last.last_note_on,
        due_on=last.due_on,
        finish_by=last.finish_by,
        matter_ids=(),
    )

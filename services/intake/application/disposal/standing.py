"""What stands about some persons now: their files, and what retention says of each."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from services.intake.application.disposal.births import Births
from services.intake.application.disposal.same_persons import Source, same_persons
from services.intake.domain.disposal.filed import FiledMatter
from shared.catalogue import Catalogue
from shared.catalogue.records import Record
from shared.kernel.clock import civil_date
from shared.retention.facts import Law, Matter
from shared.retention.looking import look_at
from shared.retention.verdict import Verdict

_OF_PERSONS = """
    SELECT * FROM intake.filed_matter
    WHERE NOT is_disposed AND file_id IN (
        SELECT file_id FROM intake.filed_matter
        WHERE person_id = ANY (%(person_ids)s::uuid[]) AND NOT is_disposed)
    ORDER BY person_id, opened_on, matter_id"""
_LAST_NOTES = "SELECT stream_id, noted_at FROM store.last_notes(%(ids)s::uuid[])"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One file that stands: its matters, and what retention says of it."""

    verdict: Verdict
    matters: Sequence[FiledMatter]

    @property
    def person_id(self) -> UUID:
        """The pseudonym that the file bears; the person may have others."""
        return self.matters[0].person_id


class Standings:
    """Asks the read model, the envelope of every event, the law and the register."""

    def __init__(self, catalogue: Catalogue, births: Births) -> None:
        self._catalogue = catalogue
        self._births = births

    async def of(
        self, source: Source, person_ids: Collection[UUID], on: date
    ) -> Sequence[Standing]:
        """Return every file that stands about the persons, and what holds of it on ``on``.

        Whoever bears several pseudonyms is looked at as one, under all of them.
        """
        persons = frozenset((await same_persons(source, person_ids)).values())
        pseudonyms = [each for person in persons for each in person]
        rows = await source.rows(_OF_PERSONS, {"person_ids": pseudonyms})
        known = [FiledMatter(**row) for row in rows]
        notes = await self._last_notes(source, known)
        found: list[Standing] = []
        for person in sorted(persons, key=min):
            matters = [each for each in known if each.person_id in person]
            if matters:
                others = {each.file_id for each in known if each.person_id not in person}
                found += await self._of(source, person, matters, notes, others, on)
        return found

    async def _of(
        self,
        source: Source,
        person: frozenset[UUID],
        matters: Sequence[FiledMatter],
        notes: Mapping[UUID, date],
        others: Collection[UUID],
        on: date,
    ) -> Sequence[Standing]:
        """Return the files of one person; ``others`` are those that hold somebody else's too."""
        facts = list(self._matters(matters, notes))
        law = self._law({each.group for each in facts})
        born = await self._births.of(source, sorted(person))
        in_file: dict[UUID, list[FiledMatter]] = defaultdict(list)
        for each in matters:
            in_file[each.file_id].append(each)
        return [
            Standing(verdict=verdict, matters=in_file[verdict.file_id])
            for verdict in look_at(born, facts, law, on, shared=others & in_file.keys())
        ]

    async def _last_notes(
        self, source: Source, matters: Iterable[FiledMatter]
    ) -> Mapping[UUID, date]:
        ids = [each.matter_id for each in matters]
        rows: Sequence[Mapping[str, Any]] = await source.rows(_LAST_NOTES, {"ids": ids})
        return {row["stream_id"]: civil_date(row["noted_at"]) for row in rows}

    def _matters(
        self, filed: Sequence[FiledMatter], notes: Mapping[UUID, date]
    ) -> Iterable[Matter]:
        """Yield the matters as retention asks for them: a whole file was investigated or not."""
        ends = {each.matter_id: each.ended_on for each in filed}
        types = {each.file_id: each.case_type for each in filed if each.case_type}
        investigated = {each.file_id for each in filed if each.is_investigated}
        for each in filed:
            is_investigated = each.file_id in investigated
            yield Matter(
                matter_id=each.matter_id,
                file_id=each.file_id,
                group=self._group(types.get(each.file_id)),
                record=Record.INVESTIGATION if is_investigated else Record.REPORT,
                opened_on=each.opened_on,
                ended_on=ends.get(each.joined_id, each.ended_on)
                if each.joined_id
                else each.ended_on,
                last_note_on=max(each.opened_on, notes.get(each.matter_id, each.opened_on)),
                intervention_type=each.intervention_type,
            )

    def _group(self, case_type: str | None) -> str:
        """Return the retention group; what has no case type has no rule either, and stays."""
        return self._catalogue.retention_group(case_type) if case_type else "none"

    def _law(self, groups: Iterable[str]) -> Law:
        return Law(
            by_group={group: self._catalogue.retention_wordings(group) for group in groups},
            for_everybody=self._catalogue.retention_wordings("research"),
        )

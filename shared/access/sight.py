"""What of a list somebody may see: the ruling on a case, said in SQL for a column of ids.

``shared.access.ruling`` is the rule; a test asks both of the same cases and wants the same answer.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from shared.access.guards import guards
from shared.access.policy import ANALYST, UNIT_HEAD
from shared.access.ruling import Viewer
from shared.kernel.context import Client

_BROKEN = "coalesce((g.glasses ->> :sight_subject)::timestamptz > :sight_at, false)"
# Sets that depend on no row, so that each is made once for a list, however long
_LET_IN = (
    "(SELECT g.person_id, split_part(a, ' ', 1)::uuid"
    " FROM {guards} g CROSS JOIN LATERAL jsonb_array_elements_text(g.admitted) a"
    " WHERE split_part(a, ' ', 2) = :sight_subject)"
)
_OPENED = f"(SELECT g.person_id FROM {{guards}} g WHERE {_BROKEN})"
_LISTED_ANYWHERE = (
    "EXISTS (SELECT FROM jsonb_array_elements_text(g.admitted) a"
    " WHERE split_part(a, ' ', 2) = :sight_subject)"
)
_SHUT = "({person} IN (SELECT g.person_id FROM {guards} g WHERE g.is_protected"
_SPAN = (
    "m.thread_id = ANY (ARRAY(SELECT here.thread_id UNION ALL SELECT j.joined_thread_id"
    " FROM @.access_matter j WHERE j.thread_id = here.thread_id))"
)
"""An array, for the index to be asked: two conditions joined by OR would go through all cases."""
_LINE_BY_LINE = "OFFSET 0"
"""The planner then asks of each line that is read, and never of all cases beforehand."""
_SOME = f"EXISTS (SELECT FROM @.access_matter m WHERE {_SPAN} AND "
_RELATED = f"""(
    {_SOME} m.official = :sight_subject)
    OR {_SOME} (NOT m.is_ended AND m.asked_roles @> to_jsonb(cast(:sight_role AS text))))
    OR ({_SOME} m.unit = :sight_unit) AND (:sight_is_head OR {_SOME} NOT m.is_ended)))
    OR (NOT {_SOME} m.unit IS NOT NULL)
        AND {_SOME} NOT m.is_ended AND m.case_type = ANY(:sight_receives)))
    OR ({{person}}, {{thread}}) IN {_LET_IN} OR {{person}} IN {_OPENED})"""
_IS_OPEN = f"({_SHUT} AND NOT {_BROKEN})) IS NOT TRUE OR ({{person}}, {{thread}}) IN {_LET_IN})"
_OFFICIAL = f"{_IS_OPEN} AND {_RELATED}"
_CLAIMED = (
    "EXISTS (SELECT FROM @.claim c JOIN @.access_matter m ON c.stream_id = m.matter_id"
    f" WHERE {_SPAN} AND c.subject = :sight_subject AND c.completed_at IS NULL"
    " AND c.leased_until > clock_timestamp())"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What one caller may see of lists."""

    service: str
    viewer: Viewer
    at: datetime
    has_claims: bool = False
    parameters: Mapping[str, Any] = field(init=False)

    def __post_init__(self) -> None:
        """Gather what the conditions ask."""
        asked = {
            "sight_subject": self.viewer.subject,
            "sight_role": self.viewer.role,
            "sight_unit": self.viewer.unit,
            "sight_is_head": self.viewer.role == UNIT_HEAD,
            "sight_receives": sorted(self.viewer.receives),
            "sight_at": self.at,
        }
        object.__setattr__(self, "parameters", asked)

    def of_matter(self, column: str) -> str:
        """Return the condition that the matter in ``column`` may be seen, as SQL text."""
        return self._of("matter_id", column)

    def of_thread(self, column: str) -> str:
        """Return the condition that the case in ``column`` may be seen, as SQL text."""
        return self._of("thread_id", column)

    def of_person(self, column: str) -> str:
        """Return the condition that the person in ``column`` may be known of, as SQL text."""
        shut = _SHUT.replace("{person}", column)
        if self._is_official:
            shut += f" AND NOT ({_LISTED_ANYWHERE} OR {_BROKEN})"
        return self._written(f"{shut})) IS NOT TRUE")

    def matters(self, column: str) -> sa.TextClause:
        """Return ``of_matter`` as a part of a SQLAlchemy statement."""
        return self._clause(self.of_matter(column))

    def threads(self, column: str) -> sa.TextClause:
        """Return ``of_thread`` as a part of a SQLAlchemy statement."""
        return self._clause(self.of_thread(column))

    def persons(self, column: str) -> sa.TextClause:
        """Return ``of_person`` as a part of a SQLAlchemy statement."""
        return self._clause(self.of_person(column))

    @property
    def _is_official(self) -> bool:
        return self.viewer.client is Client.OFFICIAL and self.viewer.role != ANALYST

    def _of(self, name: str, column: str) -> str:
        here = f"EXISTS (SELECT FROM @.access_matter here WHERE here.{name} = {column} AND "
        return self._written(f"{here}({self._case()}) {_LINE_BY_LINE})")

    def _case(self) -> str:
        person, thread = "here.person_id", "here.thread_id"
        if self._is_official:
            return _OFFICIAL.replace("{person}", person).replace("{thread}", thread)
        is_open = f"{_SHUT})) IS NOT TRUE".replace("{person}", person)
        if self.viewer.client is Client.ROBOT:
            return f"{is_open} AND {_CLAIMED if self.has_claims else 'false'}"
        is_followed_up = self.viewer.client is Client.REPORTING or self.viewer.role == ANALYST
        return is_open if is_followed_up else "false"

    def _written(self, condition: str) -> str:
        text = condition.replace("{guards}", guards(self.service))
        text = text.replace("@.", f"{self.service}.")
        for name in self.parameters:
            text = text.replace(f":{name}", f"%({name})s")
        return text

    def _clause(self, written: str) -> sa.TextClause:
        text = written.replace("::", "\\:\\:")
        used = {}
        for name, value in self.parameters.items():
            if f"%({name})s" in text:
                text, used[name] = text.replace(f"%({name})s", f":{name}"), value
        return sa.text(text).bindparams(**used)

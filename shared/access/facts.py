"""What the policy asks of a service's read models: one statement for each request."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any, TypeAlias
from uuid import UUID

from shared.access.guards import guards
from shared.access.matters import MatterRow
from shared.access.ruling import Case, Guard, Matter

Row: TypeAlias = Mapping[str, Any]
Cases: TypeAlias = Mapping[UUID, tuple[Case, frozenset[UUID]]]
"""Each case, and the persons it is about, by thread."""

_RELATED = """
    m.person_id = %(id)s OR m.person_id IN (
        SELECT person_id FROM intake.relation WHERE other_person_id = %(id)s
        UNION SELECT other_person_id FROM intake.relation WHERE person_id = %(id)s)"""
_ANY = """
    m.matter_id = %(id)s OR m.thread_id = %(id)s OR m.person_id = %(id)s
    OR m.report_id = %(id)s"""
_ITEM = "m.matter_id = (SELECT stream_id FROM @.work_item WHERE item_id = %(id)s)"
_SEEDS: Mapping[str, str] = {"person_id": _RELATED, "any_id": _ANY, "item_id": _ITEM}
_MATTER = "m.matter_id = %(id)s"

# of the matter's person, and of the one the path names
_GUARDS = """
    SELECT jsonb_agg(jsonb_build_object('is_protected', g.is_protected, 'admitted', g.admitted,
                                        'glasses', g.glasses))
    FROM {guards} g WHERE g.person_id IN (m.person_id, %(id)s)"""
_CLAIMED = """
    EXISTS (SELECT FROM @.claim c WHERE c.stream_id = m.matter_id AND c.subject = %(subject)s
            AND c.completed_at IS NULL AND c.leased_until > clock_timestamp())"""

_CASES = f"""
WITH seed AS (SELECT DISTINCT m.thread_id FROM @.access_matter m WHERE {{seeds}}),
span AS (
    SELECT thread_id AS case_id, thread_id FROM seed
    UNION
    SELECT m.thread_id, m.joined_thread_id
    FROM @.access_matter m JOIN seed USING (thread_id)
    WHERE m.joined_thread_id IS NOT NULL)
SELECT span.case_id, m.matter_id, m.person_id, m.unit, m.official, m.case_type,
       m.asked_roles, m.is_ended,
       ({_GUARDS}) AS guards, {{claimed}} AS is_claimed
FROM span JOIN @.access_matter m USING (thread_id)
ORDER BY span.case_id"""
_OF_ONE = """
SELECT g.is_protected, g.admitted, g.glasses FROM {guards} g WHERE g.person_id = %(id)s"""
_PROTECTED = """
SELECT g.person_id, g.is_protected, g.admitted, g.glasses
FROM {guards} g WHERE g.is_protected AND g.person_id = ANY(%(persons)s)"""


def cases_statement(service: str, kind: str, *, has_claims: bool) -> str:
    """Return the statement that asks for the cases that an id of ``kind`` is part of."""
    claimed = _CLAIMED if has_claims else "false"
    seeds = _SEEDS.get(kind, _MATTER)
    if kind == "person_id" and service != "intake":
        seeds = "m.person_id = %(id)s"  # intake alone knows who is whose relative
    asked = _CASES.replace("{seeds}", seeds).replace("{claimed}", claimed)
    return _of(service, asked)


def guards_statement(service: str) -> str:
    """Return the statement that asks what was said of one person."""
    return _of(service, _OF_ONE)


def protected_statement(service: str) -> str:
    """Return the statement that asks which of some persons are protected, and from whom."""
    return _of(service, _PROTECTED)


def cases_of(rows: Sequence[Row]) -> Cases:
    """Return each case, and the persons it is about, by thread."""
    found = {}
    for thread_id, group in groupby(rows, key=itemgetter("case_id")):
        mine = list(group)
        case = Case(
            thread_id=thread_id,
            matters=[_matter(row) for row in mine],
            guards=[guard_of(each) for row in mine for each in row["guards"] or ()],
            is_claimed=any(row["is_claimed"] for row in mine),
        )
        persons = frozenset(row["person_id"] for row in mine if row["person_id"])
        found[thread_id] = (case, persons)
    return found


def case_with(
    row: MatterRow, known: Sequence[Row], guards: Sequence[Row]
) -> tuple[Case, frozenset[UUID]]:
    """Return the matter's case, with ``row`` for what was known of the matter itself."""
    others = [each for each in known if each["matter_id"] != row.matter_id]
    over = [each for each in known if each["matter_id"] == row.matter_id and each["is_ended"]]
    itself = Matter(
        unit=row.unit,
        official=row.official,
        case_type=row.case_type,
        asked_roles=row.asked_roles,
        is_ended=row.is_ended or bool(over),  # what took over from it told so, in its own stream
    )
    case = Case(
        thread_id=row.thread_id,
        matters=[itself, *map(_matter, others)],
        guards=[guard_of(each) for each in guards],
    )
    return case, frozenset({row.person_id} if row.person_id else ())


def guard_of(row: Row) -> Guard:
    """Return what a row of ``guarded_person`` says."""
    until = {who: datetime.fromisoformat(at) for who, at in row["glasses"].items()}
    return Guard(is_protected=row["is_protected"], admitted=tuple(row["admitted"]), until=until)


def _of(service: str, statement: str) -> str:
    return statement.replace("{guards}", guards(service)).replace("@.", f"{service}.")


def _matter(row: Row) -> Matter:
    return Matter(
        unit=row["unit"],
        official=row["official"],
        case_type=row["case_type"],
        asked_roles=tuple(row["asked_roles"]),
        is_ended=row["is_ended"],
    )

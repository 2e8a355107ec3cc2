"""What unit heads ask: whom they may let in where, and which emergency openings to review."""

from collections.abc import Sequence
from uuid import UUID

from services.intake.api.guarding_schemas import GuardedMatterItem
from services.intake.domain.guarding.rules import NoSuchGlass
from services.intake.projections.glass_breakings import GlassRow
from shared.access.guarded import admission
from shared.access.guards import guards
from shared.access.policy import UNIT_HEAD
from shared.access.ruling import Viewer
from shared.http.edge import Page
from shared.kernel.context import Actor
from shared.kernel.store import Store

GLASS = "glass_breakings"

_GLASS = "SELECT * FROM intake.glass_breaking WHERE glass_id = %(glass_id)s"

_GUARDED = f"""
SELECT m.matter_id, m.thread_id, m.person_id, m.unit, m.official, g.admitted
FROM intake.access_matter m JOIN {guards("intake")} g USING (person_id)
WHERE g.is_protected AND NOT m.is_ended AND (m.unit = %(unit)s
    OR (m.case_type = ANY(%(receives)s) AND NOT EXISTS (
        SELECT FROM intake.access_matter o WHERE o.thread_id = m.thread_id AND o.unit <> '')))
ORDER BY m.matter_id
LIMIT %(limit)s OFFSET %(offset)s"""

_TO_REVIEW = """
SELECT * FROM intake.glass_breaking
WHERE finding IS NULL AND official <> %(subject)s
  AND (unit = %(unit)s OR unit IS NULL OR official_role = %(head)s)
ORDER BY broken_on, glass_id
LIMIT %(limit)s OFFSET %(offset)s"""


async def guarded_matters(store: Store, viewer: Viewer, page: Page) -> Sequence[GuardedMatterItem]:
    """Return the open matters about protected persons that are the viewer's unit's."""
    asked = {"unit": viewer.unit, "receives": sorted(viewer.receives)}
    bounds = {"limit": page.fetch, "offset": page.offset}
    rows = await store.rows(_GUARDED, {**asked, **bounds})
    return [
        GuardedMatterItem(
            matter_id=row["matter_id"],
            thread_id=row["thread_id"],
            person_id=row["person_id"],
            unit=row["unit"],
            official=row["official"],
            admitted_officials=tuple(_officials(row["admitted"], admission(row["thread_id"], ""))),
        )
        for row in rows
    ]


async def glass(store: Store, glass_id: UUID) -> GlassRow:
    """Return a broken glass.

    Raises:
        NoSuchGlass: there is none.
    """
    rows = await store.rows(_GLASS, {"glass_id": glass_id})
    if not rows:
        raise NoSuchGlass
    return GlassRow(**rows[0])


async def to_review(store: Store, actor: Actor, page: Page) -> Sequence[GlassRow]:
    """Return the broken glasses that ``actor`` is to review, the oldest first."""
    asked = {"subject": actor.subject, "unit": actor.unit, "head": UNIT_HEAD}
    bounds = {"limit": page.fetch, "offset": page.offset}
    return [GlassRow(**row) for row in await store.rows(_TO_REVIEW, {**asked, **bounds})]


def require_reviewer(actor: Actor, row: GlassRow) -> None:
    """Return when ``actor`` is among those who review it.

    Raises:
        NoSuchGlass: it was made in another unit, by somebody who is no unit head.
    """
    if row.unit not in (None, actor.unit) and row.official_role != UNIT_HEAD:
        raise NoSuchGlass


def _officials(admitted: Sequence[str], case: str) -> Sequence[str]:
    return [each.removeprefix(case) for each in admitted if each.startswith(case)]

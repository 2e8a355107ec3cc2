"""Routes of the pages of delivered reports: as they were, and what was learned since."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Response

from services.reporting.api.delivered_queries import delivered_reports
from services.reporting.api.delivery_schemas import DeliveredItem
from services.reporting.api.fit_reports import fit, fit_differences
from services.reporting.api.pages.delivered_view import KINDS, RECIPIENTS, told_of
from services.reporting.api.pages.gate import PageRouter, View, ViewOf
from services.reporting.api.pages.unexecuted_view import council_tables, sections
from services.reporting.application.delivering import (
    Frozen,
    Kind,
    frozen,
    learned_since,
    reproduced,
)
from services.reporting.application.unexecuted import Law
from services.reporting.domain.differences import Difference, to_be_told
from services.reporting.domain.unexecuted_report import Content, digest
from services.reporting.projections.delivered_reports import DELIVERED_REPORTS
from services.reporting.projections.granted_decisions import GRANTED_DECISIONS
from shared.catalogue import catalogue
from shared.kernel.shown import NOTHING, Shown

RIGHT = "reporting:read"
MOST = 100


async def _report(report_id: UUID, view: ViewOf) -> Frozen:
    return await frozen(view.store, report_id)


ReportOf = Annotated[Frozen, Depends(_report)]


def delivered_pages(router: PageRouter) -> None:
    """Add the pages of delivered reports."""

    @router.page("/unexecuted/delivered", rights=RIGHT)
    async def delivered(view: ViewOf) -> Response:
        """Lämnade rapporter, den senaste först."""
        rows = await delivered_reports(view.store, None, limit=MOST, offset=0)
        items = [DeliveredItem.of(row) for row in rows]
        return await view.render(
            "delivered.html",
            models=(DELIVERED_REPORTS.name,),
            shows=Shown.all_of(each.shown() for each in items),
            items=items,
            kinds=KINDS,
            recipients=RECIPIENTS,
        )

    @router.page("/unexecuted/delivered/{report_id}", rights=RIGHT)
    async def delivered_report(view: ViewOf, report: ReportOf) -> Response:
        """En rapport som den lämnades, och vad som har blivit känt sedan dess."""
        event, law = report.event, Law(catalogue())
        again = await reproduced(view.store, law, report)
        content, found, persons = await _seen(view, law, report)
        is_statistics = event.kind_code == Kind.STATISTICS
        return await view.render(
            "delivered_report.html",
            models=(GRANTED_DECISIONS.name,),
            shows=Shown.of(None, event.report_id) | persons,
            event=event,
            kind=KINDS[Kind(event.kind_code)],
            recipients=[RECIPIENTS.get(each, each) for each in event.recipient_codes],
            is_right=again == report.content and digest(report.content) == event.content_sha256,
            sections=[] if is_statistics else sections(content, catalogue()),
            council=council_tables(content, catalogue()) if is_statistics else [],
            differences=told_of(found, catalogue()),
            affected=[
                RECIPIENTS.get(each, each) for each in to_be_told(event.recipient_codes, found)
            ],
        )


async def _seen(
    view: View, law: Law, report: Frozen
) -> tuple[Content, Sequence[Difference], Shown]:
    """Return what may be shown of the report, and of what was learned since."""
    if report.event.kind_code == Kind.STATISTICS:
        return report.plain, [], NOTHING
    content, shown = await fit(view, report.plain)
    found, also = await fit_differences(view, await learned_since(view.store, law, report))
    return content, found, shown | also

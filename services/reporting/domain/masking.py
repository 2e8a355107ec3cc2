"""Masking: a report keeps the line of whoever is closed to the reader, and does not say whose."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from uuid import UUID

from services.reporting.domain.differences import Difference
from services.reporting.domain.unexecuted_report import SECTIONS, Content, Line, lines_of

IDENTIFYING = (
    "spellId",
    "decisionId",
    "interventionId",
    "personId",
    "unit",
    "explainedBy",
)
"""What leads to the person; the law asks for none of it: the day, the kind and the reason stay."""


def persons_in(content: Content) -> frozenset[UUID]:
    """Return whom the report is about."""
    return frozenset(
        UUID(line["personId"]) for _, line in lines_of(content) if line["personId"] is not None
    )


def masked(content: Content, closed: Collection[UUID]) -> Content:
    """Return the report with every line about one of ``closed`` masked."""
    return {
        **content,
        **{name: [_line(each, closed) for each in content[name]] for name in SECTIONS},
    }


def masked_differences(found: Sequence[Difference], closed: Collection[UUID]) -> list[Difference]:
    """Return what differs, with every line about one of ``closed`` masked."""
    return [
        replace(
            each,
            line=_line(each.line, closed),
            fields={
                name: values
                for name, values in each.fields.items()
                if not (_is_about(each.line, closed) and name in IDENTIFYING)
            },
        )
        for each in found
    ]


def _line(line: Line, closed: Collection[UUID]) -> Line:
    if not _is_about(line, closed):
        return line
    return {**line, **dict.fromkeys(IDENTIFYING), "isMasked": True}


def _is_about(line: Line, closed: Collection[UUID]) -> bool:
    return line["personId"] is not None and UUID(line["personId"]) in closed

"""Administrative matters: duties of the authority's own, which are about nobody's case."""

from dataclasses import dataclass
from enum import StrEnum

from shared.catalogue.dated import Dated


class Period(StrEnum):
    """Period som en återkommande skyldighet gäller."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@dataclass(frozen=True, slots=True, kw_only=True)
class AdministrativeKind(Dated):
    """Förvaltningsärendets slag: which facts begin, go on in and close such a matter."""

    name: str
    opens: tuple[str, ...]  # facts; one of them begins the matter
    facts: tuple[str, ...] = ()  # what may be noted in it after that
    closes: tuple[str, ...] = ()  # those of all its facts after which nothing is left to do
    period: Period | None = None  # it answers a duty that the calendar brings
    note: str | None = None

"""What reporting answers of unexecuted decisions as numbers, with nobody in them."""

from collections.abc import Mapping
from typing import Any

from pydantic import Field

from services.reporting.domain.unexecuted_report import canonical
from shared.http.schemas import Answer, Resource


class StatisticsRow(Answer):
    """Ett antal."""

    code: str = Field(title="Kod", max_length=64, examples=["outpatient-family"])
    count: int | None = Field(
        title="Antal", description="Saknas när det är för litet att visa.", examples=[7]
    )


class StatisticsAnswer(Resource):
    """Statistiken till kommunfullmäktige (34 kap. 3 §)."""

    kind: str = Field(title="Slag", max_length=64, examples=["unexecuted-statistics"])
    definition: str = Field(title="Definitionens version", max_length=16, examples=["1"])
    quarter: str = Field(title="Kvartal", max_length=6, examples=["2026Q3"])
    to: str = Field(title="Till och med", max_length=10, examples=["2026-09-30"])
    total: int = Field(title="Antal beslut och avbrott", examples=[30])
    smallest_shown: int = Field(title="Minsta antal som visas", examples=[5])
    kinds: tuple[StatisticsRow, ...] = Field(title="Per slag")
    intervention_types: tuple[StatisticsRow, ...] = Field(title="Per typ av insats")
    intervals: tuple[StatisticsRow, ...] = Field(
        title="Per tid sedan beslutet", description="Dagar, från och till."
    )

    @classmethod
    def of(cls, statistics: Mapping[str, Any]) -> "StatisticsAnswer":
        """Return ``statistics`` as they are answered."""
        return cls.model_validate_json(canonical(statistics))

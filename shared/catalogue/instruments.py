"""Assessment instruments: versioned scales, and the bands that somebody has published for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from shared.catalogue.dated import Certainty, Dated
from shared.catalogue.refusals import ScaleScoredTwice, ScoreOutOfRange, UnknownScale


class Direction(StrEnum):
    """Skalans riktning: what a higher score says."""

    HIGHER_IS_WORSE = "higher-is-worse"
    HIGHER_IS_BETTER = "higher-is-better"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """Skala: one score of an instrument and its limits, both included."""

    code: str
    name: str
    minimum: int
    maximum: int
    direction: Direction


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument(Dated):
    """Bedömningsinstrument: a questionnaire or scale in one version."""

    version: str
    name: str
    scales: tuple[Scale, ...]
    owner: str | None = None  # who publishes it; None where nobody has looked that up
    note: str | None = None
    certainty: Certainty = Certainty.REMEMBERED

    def check(self, scores: Sequence[tuple[str, int]]) -> None:
        """Return when every (scale code, score) is possible.

        Raises:
            UnknownScale: the instrument has no such scale.
            ScoreOutOfRange: the score is outside its scale.
            ScaleScoredTwice: a scale stands there more than once.
        """
        scales = {scale.code: scale for scale in self.scales}
        for code, score in scores:
            if code not in scales:
                raise UnknownScale
            if not scales[code].minimum <= score <= scales[code].maximum:
                raise ScoreOutOfRange
        if len({code for code, _ in scores}) < len(scores):
            raise ScaleScoredTwice


@dataclass(frozen=True, slots=True, kw_only=True)
class Band(Dated):
    """Gränsvärde: what the scores within two limits, both included, are called, and by whom."""

    instrument: str
    version: str
    scale: str
    name: str
    minimum: int
    maximum: int
    source: str  # the manual or publication that says so

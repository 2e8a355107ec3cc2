"""What the catalogue says no to."""

from shared.kernel.refusal import Refusal


class UnknownCode(Refusal):
    """There is no such code, on any day."""

    code = "unknown-code"

    def __init__(self, what: str = "kod") -> None:
        super().__init__(what)
        self.detail = f"Katalogen har ingen {what} med den angivna koden."


class NotInForce(Refusal):
    """The code exists, and was not valid on the day asked for."""

    code = "not-in-force"

    def __init__(self, what: str = "kod") -> None:
        super().__init__(what)
        self.detail = f"Katalogens {what} gällde inte den angivna dagen."


class NotForCaseType(Refusal):
    """The case type does not lead to that decision or intervention."""

    code = "not-for-case-type"
    detail = "Ärendetypen kan inte leda till ett sådant beslut eller en sådan insats."


class NotGrantedByDecision(Refusal):
    """The intervention is granted by another type of decision."""

    code = "not-granted-by-decision"
    detail = "Insatsen beviljas genom en annan typ av beslut."


class OutcomeNotPossible(Refusal):
    """The type of decision cannot have that outcome."""

    code = "outcome-not-possible"
    detail = "Beslutstypen kan inte få det utfallet."


class NeedsAssessmentRequired(Refusal):
    """The intervention always requires an individual needs assessment (``sol-11-5``)."""

    code = "needs-assessment-required"
    detail = "Insatsen kräver alltid individuell behovsprövning."


class UnknownScale(Refusal):
    """The instrument has no such scale."""

    code = "unknown-scale"
    detail = "Bedömningsinstrumentet har ingen sådan skala."


class ScoreOutOfRange(Refusal):
    """The score lies outside what the instrument can give."""

    code = "score-out-of-range"
    detail = "Poängen ligger utanför skalans gränser."


class ScaleScoredTwice(Refusal):
    """The same scale was given more than one score."""

    code = "scale-scored-twice"
    detail = "Samma skala har fått mer än en poäng."

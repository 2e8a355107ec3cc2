"""The rules of decisions that can say no."""

from shared.kernel.refusal import Refusal


class AlreadyMade(Refusal):
    """A decision is made once; another one is a decision of its own."""

    code = "decision-already-made"
    detail = "Beslutet är redan fattat."


class NotDecided(Refusal):
    """There is no decision to appeal."""

    code = "decision-not-made"
    detail = "Det finns inget beslut att överklaga."


class InterventionMissing(Refusal):
    """What was granted must be said."""

    code = "intervention-type-missing"
    detail = "Ett beslut om bifall eller delvis bifall måste ange vilken insats som beviljas."


class InterventionNotGranted(Refusal):
    """Nothing is granted by a denial or a dismissal, nor by other types of decision."""

    code = "intervention-type-not-granted"
    detail = "Insats kan bara anges när en ansökan bifalls, helt eller delvis."


class ReasonsMissing(Refusal):
    """A decision gives its reasons. Source: ``fl-32``."""

    code = "reasons-missing"
    detail = "Beslutet måste motiveras."


class AppealedBeforeDecided(Refusal):
    """Nobody can appeal, or be served, what has not been decided."""

    code = "appealed-before-decided"
    detail = "Överklagandet eller delgivningen kan inte ligga före beslutet."


class ServedAfterAppeal(Refusal):
    """Who appeals has had the decision."""

    code = "served-after-appeal"
    detail = "Delgivningen kan inte ligga efter den dag då överklagandet kom in."

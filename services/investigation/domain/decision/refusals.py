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


class NothingGranted(Refusal):
    """Only what was granted can be postponed, withdrawn or replaced."""

    code = "decision-granted-nothing"
    detail = "Beslutet beviljade ingenting. Bara ett helt eller delvis bifall kan ändras så."


class DecisionEnded(Refusal):
    """A decision that was withdrawn or replaced no longer holds."""

    code = "decision-ended"
    detail = "Beslutet gäller inte längre: det är avstått eller ersatt av ett nytt beslut."


class BeforeDecision(Refusal):
    """Nothing is asked of a decision before it was made."""

    code = "before-decision"
    detail = "Datumet ligger före beslutet."


class AgreedBeforeRequested(Refusal):
    """What is put off at somebody's request begins after the request."""

    code = "agreed-before-requested"
    detail = "Den överenskomna dagen måste ligga efter den dag då den enskilde bad om det."


class ReplacedByItself(Refusal):
    """A decision is replaced by another one."""

    code = "replaced-by-itself"
    detail = "Ett beslut kan inte ersättas av sig självt. Ange det nya beslutet."


class ReplacedForSomebodyElse(Refusal):
    """A new decision replaces earlier ones about the same person."""

    code = "replaced-for-somebody-else"
    detail = "Det nya beslutet gäller en annan person."


class ReplacedByEarlier(Refusal):
    """A decision is replaced by a later one, or by one of the same day."""

    code = "replaced-by-earlier"
    detail = "Det nya beslutet är fattat före det beslut som det skulle ersätta."


class EndsBeforeReplaced(Refusal):
    """An earlier decision holds until the new one is made."""

    code = "ends-before-replaced"
    detail = "Det tidigare beslutet kan inte upphöra före den dag då det nya fattades."


class DetrimentNotAllowed(Refusal):
    """A favourable decision that old is not changed to the detriment. Source: ``sol-14-9``."""

    code = "detriment-not-allowed"
    detail = (
        "Beslutet fattades före den 1 juli 2025 och får inte ändras till den enskildes nackdel "
        "med stöd av 14 kap. 9 § socialtjänstlagen."
    )

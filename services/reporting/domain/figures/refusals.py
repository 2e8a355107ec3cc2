"""Why a figure is not answered: one class per rule."""

from shared.kernel.refusal import NotFound, Refusal


class NoSuchFigure(NotFound):
    """No figure exists outside its definition."""

    detail = "Det finns inget sådant mått. Måtten och deras definitioner finns i listan över mått."


class NoSuchVersion(NotFound):
    """The definition has no such version."""

    detail = "Måttet har ingen sådan version. Versionerna finns i definitionen."


class NotInForceThen(Refusal):
    """No version of the definition was in force on the day of the rules asked for."""

    code = "figure-not-in-force"
    detail = "Ingen version av måttet gällde den dagen. Ange en version eller en annan dag."


class FigureWaits(Refusal):
    """The facts that the figure counts are not recorded yet."""

    code = "figure-waits"
    detail = "Måttet är definierat men kan inte räknas än. Definitionen säger vad det väntar på."


class DivisionNotAllowed(Refusal):
    """The definition says what the figure may be divided by, so that nobody is pointed out."""

    code = "division-not-allowed"
    detail = "Måttet får inte delas upp så. Definitionen säger vilka uppdelningar som finns."


class PositionNotReached(Refusal):
    """Nothing is known yet at a position that the ledger has not reached."""

    code = "position-not-reached"
    detail = "Liggaren har inte kommit till den positionen. Ange en som den har nått."


class FactsBehind(Refusal):
    """The facts are being taken in; they have not come to the position yet."""

    code = "figure-facts-behind"
    detail = "Måttens underlag har inte hunnit till den positionen. Försök igen."

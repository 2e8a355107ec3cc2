"""Why a correction may be refused: one class per rule."""

from shared.kernel.refusal import Refusal


class FactUnknown(Refusal):
    """There is no such fact in the matter, or it has been annulled."""

    code = "fact-unknown"
    detail = "Händelsen finns inte i ärendet, eller är annullerad. Läs ärendets uppgifter igen."


class FactNotCorrectable(Refusal):
    """Nothing of such an event is put right by a correction."""

    code = "fact-not-correctable"
    detail = (
        "Uppgiften rättas inte. Innehållet i ett beslut ändras genom ett nytt beslut; det som "
        "aldrig har hänt annulleras."
    )


class NotAFactOfTheEvent(Refusal):
    """What is to be put right does not stand in the event."""

    code = "not-a-fact-of-the-event"
    detail = "Händelsen innehåller inte de uppgifter som ska rättas, eller de rättas var för sig."


class NothingCorrected(Refusal):
    """It says already what it is to be corrected to."""

    code = "nothing-corrected"
    detail = "Uppgifterna är redan så. Det finns inget att rätta."


class CorrectionWaits(Refusal):
    """A correction of the same event waits for approval."""

    code = "correction-waits"
    detail = "En rättelse av uppgiften väntar på godkännande. Godkänn eller annullera den först."


class FactNotAnnullable(Refusal):
    """Such an event is not undone by calling it a mistake."""

    code = "fact-not-annullable"
    detail = "Händelsen kan inte annulleras. Rätta uppgifterna, eller fatta ett nytt beslut."


class NothingToApprove(Refusal):
    """No such correction waits for approval."""

    code = "nothing-to-approve"
    detail = "Det finns ingen sådan rättelse som väntar på godkännande."


class ApprovedByTheSame(Refusal):
    """Who recorded a correction does not approve it."""

    code = "approved-by-the-same"
    detail = "Rättelsen ska godkännas av någon annan än den som har registrerat den."


class ApproverNotEntitled(Refusal):
    """The catalogue asks for a higher role to approve such a correction."""

    code = "approver-not-entitled"
    detail = "Rollen får inte godkänna rättelser av den här sortens uppgift."


class MovedToUnknown(Refusal):
    """Nobody in the register has that pseudonym, or nobody whom the caller may know of."""

    code = "moved-to-unknown"
    detail = "Personen finns inte i registret. Registrera personen först."

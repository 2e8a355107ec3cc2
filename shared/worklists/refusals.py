"""Why a claim cannot be used as asked."""

from shared.kernel.refusal import NotFound, Refusal


class NoSuchClaim(NotFound):
    """There is no such claim; perhaps it lapsed and somebody else has claimed the work since."""

    detail = "Det finns inget sådant uttag, eller så har någon annan tagit över arbetet."


class NoSuchParkedItem(NotFound):
    """There is no such piece of work waiting for an official."""

    detail = "Inget sådant arbete väntar på en handläggare."


class NotYourClaim(Refusal):
    """The claim was made by somebody else."""

    code = "not-your-claim"
    detail = "Uttaget gjordes av någon annan."


class ClaimLapsed(Refusal):
    """The claim was not renewed in time, or has been handed back."""

    code = "claim-lapsed"
    detail = "Uttaget har löpt ut eller lämnats tillbaka; ta ut arbetet på nytt."


class ClaimCompleted(Refusal):
    """The work has been completed under this claim."""

    code = "claim-completed"
    detail = "Arbetet är redan slutfört."


class LeaseOutOfBounds(Refusal):
    """The lease asked for is shorter or longer than allowed."""

    code = "lease-out-of-bounds"
    detail = "Ett uttag kan gälla mellan 10 sekunder och 15 minuter i taget."

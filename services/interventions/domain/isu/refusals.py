"""Why the follow-up of an intervention may say no: one class per rule."""

from shared.kernel.refusal import Refusal


class NeedAlreadyStated(Refusal):
    """A need is stated once."""

    code = "need-already-stated"
    detail = "Behovet är redan angivet."


class UnknownNeed(Refusal):
    """A goal is tied to a need that was never stated in this intervention."""

    code = "unknown-need"
    detail = "Behovet är inte angivet i insatsen. Ange behovet först."


class StartReasonNamedTwice(Refusal):
    """Each reason is named once."""

    code = "start-reason-named-twice"
    detail = "Samma insatsorsak anges mer än en gång."


class AfterEnding(Refusal):
    """What belongs to the intervention happened before it ended, or the day it did."""

    code = "after-intervention-ended"
    detail = "Datumet ligger efter den dag då insatsen avslutades."


class DoseUnstated(Refusal):
    """A planned dose says how many sessions, how long, or both."""

    code = "dose-unstated"
    detail = "Ange antal tillfällen, antal minuter eller båda."


class DosePeriodReversed(Refusal):
    """The plan ends before it begins."""

    code = "dose-period-reversed"
    detail = "Den planerade tiden slutar innan den börjar."


class MeasuredAfterStart(Refusal):
    """A measurement before is made by the day it begins."""

    code = "measured-after-start"
    detail = (
        "Mätningen gjordes efter att insatsen verkställdes. Registrera den som en mätning under "
        "insatsen."
    )


class QuestionAnsweredTwice(Refusal):
    """Each question has one answer at a time."""

    code = "question-answered-twice"
    detail = "Samma fråga besvaras mer än en gång."


class NothingAnswered(Refusal):
    """There is neither a coded answer nor a word of the individual's own."""

    code = "nothing-answered"
    detail = "Ange minst ett svar, eller den enskildes egna ord."

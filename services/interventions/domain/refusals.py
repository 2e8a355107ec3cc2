"""The rules of interventions as the answers they give when they say no."""

from shared.kernel.refusal import Refusal


class NothingOpened(Refusal):
    """Nothing was granted or opened here yet."""

    code = "intervention-not-opened"
    detail = "Insatsen är inte öppnad."


class AlreadyOpened(Refusal):
    """The intervention exists already."""

    code = "intervention-already-opened"
    detail = "Insatsen är redan öppnad."


class AlreadyEnded(Refusal):
    """Nothing more happens in an intervention that has ended."""

    code = "intervention-ended"
    detail = "Insatsen är avslutad. Inget mer kan registreras i den."


class BeforeOpening(Refusal):
    """Nothing happens in an intervention before it is granted or opened."""

    code = "before-intervention-opened"
    detail = "Datumet ligger före den dag då insatsen beviljades eller öppnades."


class ExecutedBeforeGranted(Refusal):
    """An intervention is not carried out before it is granted."""

    code = "executed-before-granted"
    detail = "Insatsen kan inte verkställas före den dag då den beviljades."


class BeforePrecedingStep(Refusal):
    """Steps follow each other in time."""

    code = "before-preceding-step"
    detail = "Datumet ligger före det steg i insatsen som det följer på."


class StartBeforeOffer(Refusal):
    """An offered start lies on the day of the offer or later."""

    code = "start-before-offer"
    detail = "Erbjudet startdatum ligger före den dag då erbjudandet lämnades."


class AlreadyAssigned(Refusal):
    """Somebody answers for it already: reassign it instead, with a reason."""

    code = "intervention-already-assigned"
    detail = "Insatsen är redan tilldelad. Omfördela den i stället."


class NotAssigned(Refusal):
    """Nobody answers for carrying the intervention out."""

    code = "intervention-not-assigned"
    detail = "Insatsen är inte tilldelad någon enhet eller utförare."


class NotOffered(Refusal):
    """There is no offer to say no to."""

    code = "intervention-not-offered"
    detail = "Det finns inget erbjudande att tacka nej till."


class AlreadyExecuted(Refusal):
    """It is carried out from one day only; after that it is interrupted or resumed."""

    code = "intervention-already-executed"
    detail = "Insatsen är redan verkställd."


class NotExecuted(Refusal):
    """It has not begun."""

    code = "intervention-not-executed"
    detail = "Insatsen är inte verkställd."


class NotRunning(Refusal):
    """Only what goes on can be interrupted."""

    code = "intervention-not-running"
    detail = "Insatsen pågår inte och kan därför inte avbrytas."


class NotInterrupted(Refusal):
    """Only what is interrupted can be resumed."""

    code = "intervention-not-interrupted"
    detail = "Insatsen är inte avbruten och kan därför inte återupptas."


class NothingDelayed(Refusal):
    """Only what was granted, and is not being carried out, has a delay to explain."""

    code = "nothing-delayed"
    detail = "Insatsen är inte beviljad genom ett beslut, eller pågår. Det finns inget dröjsmål."


class MeasureNamedTwice(Refusal):
    """Each measure is named once."""

    code = "measure-named-twice"
    detail = "Samma åtgärd anges mer än en gång."


class GoalAlreadySet(Refusal):
    """A goal is set once."""

    code = "goal-already-set"
    detail = "Målet är redan satt."


class UnknownGoal(Refusal):
    """The goal was never set in this intervention."""

    code = "unknown-goal"
    detail = "Ett av målen är inte satt i insatsen."


class GoalNamedTwice(Refusal):
    """One goal stands in one way at a time."""

    code = "goal-named-twice"
    detail = "Samma mål anges mer än en gång."


class GoalAttainmentMissing(Refusal):
    """An ending says of every goal how far it was reached, or that nobody assessed it."""

    code = "goal-attainment-missing"
    detail = "Måluppfyllelse måste anges för varje mål i insatsen."


class AttainedWithoutExecution(Refusal):
    """What was never carried out reached no goal."""

    code = "attained-without-execution"
    detail = "En insats som aldrig verkställdes har ingen måluppfyllelse att bedöma."


class ReasonNeedsExecution(Refusal):
    """The reason given is one for ending what was carried out."""

    code = "reason-needs-execution"
    detail = "Avslutsorsaken gäller bara insatser som har verkställts."


class ReasonOfUnexecuted(Refusal):
    """The reason given is one for ending what was never carried out."""

    code = "reason-of-unexecuted"
    detail = "Avslutsorsaken gäller bara insatser som aldrig har verkställts."


class ReasonOfOtherCaseType(Refusal):
    """The reason belongs to other types of case."""

    code = "reason-of-other-case-type"
    detail = "Orsaken används inte i ärendetypen."


class SameMethod(Refusal):
    """The method is the one in use already."""

    code = "same-method"
    detail = "Metoden används redan i insatsen."


class MethodOfOtherType(Refusal):
    """The method belongs to other types of intervention."""

    code = "method-of-other-type"
    detail = "Metoden hör inte till insatstypen."

"""The rules of investigation that can say no."""

from shared.kernel.refusal import Refusal


class NotOpen(Refusal):
    """The investigation is not open: not yet, or no longer."""

    code = "investigation-not-open"
    detail = "Utredningen är inte öppen."


class AboutSomebodyElse(Refusal):
    """A report joins an investigation about the same person only."""

    code = "about-somebody-else"
    detail = "Anmälan gäller inte den person som utredningen avser."


class BeforeOpened(Refusal):
    """Nothing can have happened in an investigation before it was opened."""

    code = "before-opened"
    detail = "Datumet ligger före den dag då utredningen inleddes."


class AlreadyAssigned(Refusal):
    """An official answers for it already: reassign instead."""

    code = "investigation-already-assigned"
    detail = "Utredningen är redan tilldelad. Använd omfördelning."


class NotAssigned(Refusal):
    """Nobody answers for it yet: assign it first."""

    code = "investigation-not-assigned"
    detail = "Utredningen är inte tilldelad någon handläggare."


class BeforeAssigned(Refusal):
    """It cannot be taken from an official before it was given to them."""

    code = "before-assigned"
    detail = "Utredningen kan inte omfördelas före den dag då den tilldelades."


class NothingToExtend(Refusal):
    """The law sets no end for this case type, so there is none to move."""

    code = "no-time-limit"
    detail = "Ärendetypen har ingen lagstadgad utredningstid som kan förlängas."


class EndNotMoved(Refusal):
    """An extension ends after the present end, and after the day it is decided."""

    code = "extension-not-after-present-end"
    detail = "Det nya slutdatumet måste ligga efter det nuvarande och efter beslutsdagen."


class ExtendedTooLate(Refusal):
    """Time that has run out cannot be extended (``sol-20-3``)."""

    code = "extended-too-late"
    detail = "Förlängning ska beslutas innan tiden har gått ut."


class AnswerBeforeCommunicated(Refusal):
    """The party cannot be asked to answer before the material was sent."""

    code = "answer-before-communicated"
    detail = "Svarsdagen ligger före den dag då materialet kommunicerades."


class ClosedBeforeLatest(Refusal):
    """The investigation went on after that day."""

    code = "closed-before-latest"
    detail = "Utredningen kan inte avslutas före det senaste som har hänt i den."


class ReasonOfOtherClosing(Refusal):
    """The reason is one for closing the other way: with an intervention, or without."""

    code = "reason-of-other-closing"
    detail = "Avslutsorsaken stämmer inte med att utredningen avslutas med eller utan insats."


class ClosingContradictsDecisions(Refusal):
    """With an intervention only when a decision granted something, without only when none did."""

    code = "closing-contradicts-decisions"
    detail = "Avslut med eller utan insats måste stämma med de beslut som har fattats."

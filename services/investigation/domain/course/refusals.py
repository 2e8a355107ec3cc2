"""Why a fact cannot be noted."""

from shared.kernel.refusal import Refusal


class AlreadyNoted(Refusal):
    """The same fact stands there on the same day."""

    code = "circumstance-already-noted"
    detail = "Omständigheten är redan antecknad den dagen."


class NothingBegun(Refusal):
    """A fact that ends something, and nothing that it could end had begun by then."""

    code = "nothing-begun"
    detail = (
        "Det som omständigheten avslutar hade inte börjat den dagen. Anteckna först det som "
        "började, eller rätta dagen."
    )


class EndNotSaid(Refusal):
    """Somebody set a day by which something must be done, and it is not said which."""

    code = "end-not-said"
    detail = "Ange också vilken dag det senast ska vara gjort (untilOn)."


class EndNotAsked(Refusal):
    """The time limit follows from the law: nobody sets it."""

    code = "end-not-asked"
    detail = "Fristens slut följer av lagen och anges inte. Utelämna untilOn."


class EndBeforeStart(Refusal):
    """The day by which it must be done lies before the day it happened."""

    code = "end-before-start"
    detail = "Dagen då det senast ska vara gjort ligger före dagen då det hände."


class GroundNotAsAsked(Refusal):
    """An extension rests on the ground that the law asks for; nothing else has one."""

    code = "ground-not-as-asked"
    detail = (
        "Ange skälet till förlängningen (groundCode) där lagen kräver ett, och bara där. "
        "Katalogen säger vilket."
    )


class ExtendedAfterEnd(Refusal):
    """What has run out is not extended."""

    code = "extended-after-end"
    detail = "Fristen var slut den dagen, och kan inte förlängas då."


class ExtendedTwice(Refusal):
    """The law lets it be extended once."""

    code = "extended-twice"
    detail = "Fristen är redan förlängd, och får förlängas en gång."


class ExtendedTooFar(Refusal):
    """The law says by how much, at the most."""

    code = "extended-too-far"
    detail = "Så långt får fristen inte förlängas. Välj en tidigare dag."


class NotMoreTime(Refusal):
    """An extension gives a later end."""

    code = "not-more-time"
    detail = "Det nya slutet ligger inte efter det nuvarande."

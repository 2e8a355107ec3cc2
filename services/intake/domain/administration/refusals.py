"""Why an administrative matter may say no: one class per rule."""

from shared.kernel.refusal import NotFound, Refusal


class AlreadyOpened(Refusal):
    """There is such a matter already."""

    code = "administrative-matter-already-opened"
    detail = "Förvaltningsärendet är redan öppnat."


class NoSuchMatter(NotFound):
    """No administrative matter has that id."""

    detail = "Det finns inget sådant förvaltningsärende."


class FactNotForKind(Refusal):
    """The fact is none that such a matter begins with, or goes on by."""

    code = "fact-not-for-kind"
    detail = "Omständigheten antecknas inte i förvaltningsärenden av det här slaget just där."


class FactAlreadyNoted(Refusal):
    """It stands there already."""

    code = "fact-already-noted"
    detail = "Omständigheten är redan antecknad. Annullera den först om dagen är fel."


class FactBeforeStart(Refusal):
    """What ends something cannot come before what began it."""

    code = "fact-before-start"
    detail = (
        "Det som omständigheten avslutar hade inte börjat då. Anteckna först det som började, "
        "eller rätta dagen eller klockslaget."
    )


class MomentNotThatDay(Refusal):
    """The moment lies on another day, as Swedish calendars count."""

    code = "moment-not-that-day"
    detail = "Klockslaget hör till en annan dag än den som anges."


class PeriodNotAsked(Refusal):
    """The duty is not one that the calendar brings."""

    code = "period-not-asked"
    detail = "Skyldigheten gäller ingen period. Utelämna periodCode."


class PeriodNotSaid(Refusal):
    """The duty comes with the calendar, and it is not said for which period it was done."""

    code = "period-not-said"
    detail = "Ange vilken period det gäller, till exempel 2026 för ett år eller 2026-09."


class PeriodNotEnded(Refusal):
    """What is due once a period is over is not done before that."""

    code = "period-not-ended"
    detail = "Perioden var inte slut den dagen."


class NothingToExtend(Refusal):
    """No time limit that may be extended runs in the matter."""

    code = "nothing-to-extend"
    detail = "Ingen frist som får förlängas löper i ärendet den dagen."


class NotMoreTime(Refusal):
    """An extension gives a later end."""

    code = "not-more-time"
    detail = "Det nya slutet ligger inte efter det nuvarande."


class ExtendedAfterEnd(Refusal):
    """What has run out is not extended."""

    code = "extended-after-end"
    detail = "Fristen var slut när förlängningen beslutades, och kan inte förlängas då."


class ExtendedTwice(Refusal):
    """The law lets it be extended once."""

    code = "extended-twice"
    detail = "Fristen är redan förlängd, och får förlängas en gång."


class ExtendedTooFar(Refusal):
    """The law says by how much, at the most."""

    code = "extended-too-far"
    detail = "Så långt får fristen inte förlängas. Välj en tidigare dag."


class NothingToAnnul(Refusal):
    """The event notes no fact that stands in the matter."""

    code = "nothing-to-annul"
    detail = "Händelsen är ingen antecknad omständighet som gäller i ärendet."


class OpeningFactStays(Refusal):
    """Without what began it, and with more noted since, the matter would hang in the air."""

    code = "opening-fact-stays"
    detail = "Annullera först det som har antecknats efter den omständighet som öppnade ärendet."

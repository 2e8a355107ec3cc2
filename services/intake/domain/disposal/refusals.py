"""Why a disposal list may say no: one class per rule."""

from shared.kernel.refusal import NotFound, Refusal


class AlreadyDrawnUp(Refusal):
    """There is such a list already."""

    code = "disposal-list-already-drawn-up"
    detail = "Gallringslistan är redan upprättad."


class NothingToDispose(Refusal):
    """A list without rows is none."""

    code = "nothing-to-dispose"
    detail = "Ingen akt ska gallras det året."


class NoSuchList(NotFound):
    """No list has that id."""

    detail = "Det finns ingen sådan gallringslista."


class FileNotListed(Refusal):
    """The list has no such row."""

    code = "file-not-listed"
    detail = "Akten står inte på gallringslistan."


class FileAlreadyHeld(Refusal):
    """It is held; lift that first to give another reason."""

    code = "file-already-held"
    detail = "Akten är redan undantagen. Häv undantaget för att ange ett annat skäl."


class FileNotHeld(Refusal):
    """There is nothing to lift, and what is held does not go."""

    code = "file-not-held"
    detail = "Akten är inte undantagen."


class HoldStands(Refusal):
    """What is held does not go."""

    code = "hold-stands"
    detail = "Akten är undantagen och får inte gallras."


class DisposalHasBegun(Refusal):
    """The file's key may be gone already."""

    code = "disposal-has-begun"
    detail = "Gallringen av akten har börjat och kan inte hindras."


class ListApproved(Refusal):
    """What was approved is not changed, but by holding something back."""

    code = "disposal-list-approved"
    detail = "Gallringslistan är godkänd. Det som återstår är att undanta akter."


class ListNotReviewed(Refusal):
    """Nobody has gone through it since it was last changed."""

    code = "disposal-list-not-reviewed"
    detail = (
        "Gallringslistan måste granskas, på nytt om ett undantag har hävts, innan den godkänns."
    )


class ApprovedByReviewer(Refusal):
    """Two different persons answer for a destruction."""

    code = "approved-by-reviewer"
    detail = "Den som har granskat gallringslistan får inte godkänna den. Låt en annan göra det."


class MayNotApprove(Refusal):
    """The delegation order of the day gives the role no leave."""

    code = "outside-delegation"
    detail = "Gallringsbeslutet ligger utanför delegationen för din roll."


class ListNotApproved(Refusal):
    """Nothing is destroyed before two persons have answered for it."""

    code = "disposal-list-not-approved"
    detail = "Gallringslistan är inte godkänd."


class NotDueYet(Refusal):
    """The day has not come."""

    code = "disposal-not-due"
    detail = "Akten får inte gallras än."


class ClockSetBack(Refusal):
    """It is earlier than it was when the list was approved: the clock is wrong."""

    code = "clock-set-back"
    detail = "Dagens datum ligger före den dag då listan godkändes. Kontrollera klockan."


class DisposalNotBegun(Refusal):
    """What was not begun cannot be finished."""

    code = "disposal-not-begun"
    detail = "Gallringen av akten har inte börjat."


class DisposalUnfinished(Refusal):
    """A certificate speaks of a whole list."""

    code = "disposal-unfinished"
    detail = "Det finns akter på listan som varken är gallrade eller undantagna."


class AlreadyCertified(Refusal):
    """The list is closed."""

    code = "disposal-already-certified"
    detail = "Gallringen är redan intygad. Ta upp akten på nästa lista."

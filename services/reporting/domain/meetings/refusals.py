"""Why a meeting may say no: one class per rule."""

from shared.kernel.refusal import NotFound, Refusal


class MeetingAlreadyScheduled(Refusal):
    """A body meets once a day."""

    code = "meeting-already-scheduled"
    detail = "Organet har redan ett sammanträde den dagen. Använd det som finns."


class MeetingIsCancelled(Refusal):
    """Nothing is handed to a body that does not meet."""

    code = "meeting-cancelled"
    detail = "Sammanträdet är inställt. Lämna listan till nästa sammanträde, eller sätt ut ett."


class DelegationListAlreadyDelivered(Refusal):
    """What a meeting was told is not changed."""

    code = "delegation-list-already-delivered"
    detail = "Anmälningslistan är lämnad. Det som har tillkommit tas med till nästa sammanträde."


class DelegationListOutOfOrder(Refusal):
    """A body's lists follow on each other, also in time."""

    code = "delegation-list-out-of-order"
    detail = "Organets förra anmälningslista lämnades en senare dag. Ange den dagen eller senare."


class NoSuchMeeting(NotFound):
    """No meeting has been scheduled under that id."""

    detail = "Det finns inget sådant sammanträde."


class ListNotDelivered(NotFound):
    """What was never handed over cannot be compared."""

    detail = "Ingen anmälningslista har lämnats till det sammanträdet."

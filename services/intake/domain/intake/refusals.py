"""Why an intake may say no: one class per rule."""

from shared.kernel.refusal import Refusal


class AlreadyOpened(Refusal):
    """The intake exists already."""

    code = "intake-already-opened"
    detail = "Aktualiseringen är redan öppnad."


class NotUnderAssessment(Refusal):
    """There is no open preliminary assessment."""

    code = "intake-not-under-assessment"
    detail = "Det finns ingen öppen förhandsbedömning i ärendet."


class DatedBeforeReceived(Refusal):
    """Nothing is done in a matter before it has arrived."""

    code = "dated-before-received"
    detail = "Dagen kan inte ligga före den dag då ärendet kom in."


class NoProtectionToAssess(Refusal):
    """Only a report about somebody young calls for the assessment (``sol-20-1``)."""

    code = "no-protection-to-assess"
    detail = "Omedelbar skyddsbedömning görs bara vid anmälan om barn eller unga."


class ProtectionNotAssessed(Refusal):
    """The need of protection is assessed before anything else is concluded (``sol-20-1``)."""

    code = "protection-not-assessed"
    detail = "Omedelbar skyddsbedömning ska göras innan förhandsbedömningen avslutas."


class AlreadyAssigned(Refusal):
    """Somebody answers for it; another takes over by re-assignment."""

    code = "intake-already-assigned"
    detail = "Aktualiseringen är redan tilldelad. Omfördela den i stället."


class NotAssigned(Refusal):
    """Only what is assigned can be re-assigned."""

    code = "intake-not-assigned"
    detail = "Aktualiseringen är inte tilldelad någon."


class AlreadyTheirs(Refusal):
    """A re-assignment changes who answers for it."""

    code = "intake-already-theirs"
    detail = "Handläggaren ansvarar redan för aktualiseringen."


class NoTimeLimit(Refusal):
    """Only a report about somebody young has fourteen days to extend (``sol-20-2``)."""

    code = "no-time-limit"
    detail = "Bara förhandsbedömning av en anmälan om barn eller unga har en frist att förlänga."


class NotAnExtension(Refusal):
    """An extension ends later than the time it extends (``sol-20-2``)."""

    code = "not-an-extension"
    detail = "Den nya tiden ska sluta senare än den nuvarande."


class ExtendedTooLate(Refusal):
    """Time that has run out cannot be extended (``sol-20-2``)."""

    code = "extended-too-late"
    detail = "Förlängning ska beslutas innan tiden har gått ut."


class NothingToAttachTo(Refusal):
    """A report joins an open investigation about the same person only (``sol-20-2``)."""

    code = "nothing-to-attach-to"
    detail = "Det pågår ingen utredning om personen att föra anmälan till."


class AlreadyInvestigated(Refusal):
    """What is under investigation is not opened once more: the report joins it (``sol-20-2``)."""

    code = "already-investigated"
    detail = "Det pågår redan en utredning om personen. För anmälan till den i stället."


class ApplicationNotTried(Refusal):
    """An application is always investigated and decided on (``sol-14-2``)."""

    code = "application-not-tried"
    detail = "En ansökan ska alltid utredas och prövas."


class NotDelegated(Refusal):
    """The delegation order of that day does not let the role decide it."""

    code = "not-delegated"
    detail = "Rollen får inte fatta beslutet enligt delegationsordningen."


class FeedbackNotOwed(Refusal):
    """Only an obliged reporter may be told (``sol-19-6``)."""

    code = "feedback-not-owed"
    detail = "Återkoppling lämnas bara till den som är anmälningsskyldig."


class FeedbackAlreadyRequested(Refusal):
    """A request is answered before the next one is made."""

    code = "feedback-already-requested"
    detail = "Återkoppling är redan begärd och inte besvarad."


class FeedbackNotRequested(Refusal):
    """What nobody asked for is not withheld."""

    code = "feedback-not-requested"
    detail = "Ingen återkoppling är begärd."


class FeedbackAlreadyAnswered(Refusal):
    """The reporter has had an answer, and has not asked again."""

    code = "feedback-already-answered"
    detail = "Återkopplingen är redan besvarad."


class NothingToTell(Refusal):
    """Nothing has been chosen yet, and no investigation is open (``sol-19-6``)."""

    code = "nothing-to-tell"
    detail = "Det finns ännu inget att återkoppla."


class WorkOnNothing(Refusal):
    """A robot works on a matter that exists."""

    code = "work-on-nothing"
    detail = "Det finns ingen aktualisering att registrera arbetet på."


class MovedToMergedAway(Refusal):
    """The pseudonym is merged away: name the one that remains."""

    code = "moved-to-merged-away"
    detail = "Personen är sammanförd med en annan. Ange den person som är kvar."


class ReportedAlready(Refusal):
    """One report opens one matter for each person."""

    code = "reported-already"
    detail = "Anmälan gäller redan den personen, och har ett eget ärende om den."


class AttachedElsewhere(Refusal):
    """The report was attached to an investigation about whom it was recorded on."""

    code = "attached-elsewhere"
    detail = (
        "Anmälan är förd till en utredning om någon annan. Flytta först den aktualisering som "
        "utredningen kom ur, eller registrera anmälan på nytt på rätt person."
    )

"""Why a disclosure may say no: one class per rule."""

from shared.kernel.refusal import NotFound, Refusal


class NoSuchDisclosure(NotFound):
    """No disclosure about the person has that id."""

    detail = "Det finns inget sådant utlämnande."


class DisclosureAlreadyOpened(Refusal):
    """There is one under that id."""

    code = "disclosure-already-opened"
    detail = "Utlämnandet är redan påbörjat."


class MatterNeeded(Refusal):
    """A party has insight into one matter; a register extract is of everything."""

    code = "matter-needed"
    detail = (
        "Partsinsyn gäller ett ärende: ange matterId, ett ärende om personen. Ett registerutdrag "
        "gäller allt och tar inget matterId."
    )


class NotAGuardian(Refusal):
    """Nobody has told that the recipient is the person's guardian."""

    code = "not-a-guardian"
    detail = (
        "Mottagaren är inte antecknad som personens vårdnadshavare. Ange recipientPersonId för "
        "någon som är det, eller en annan mottagare."
    )


class RecipientOpposed(Refusal):
    """Whoever is on another side does not act for the person (``osl-12-3``)."""

    code = "recipient-opposed"
    detail = (
        "Mottagaren står på en annan sida än personen och kan inte få personens registerutdrag. "
        "Pröva partsinsyn i ett ärende där mottagaren själv är part."
    )


class MasksNotProposed(Refusal):
    """The rules are asked before anybody decides."""

    code = "masks-not-proposed"
    detail = "Reglernas maskningar är inte framtagna. Låt driften köra propose-masks först."


class DisclosureClosed(Refusal):
    """What was decided is not changed."""

    code = "disclosure-decided"
    detail = "Utlämnandet är beslutat. Påbörja ett nytt om något ska ändras."


class NoSuchMask(Refusal):
    """No mask that stands has that id."""

    code = "no-such-mask"
    detail = "Det finns ingen sådan maskning att häva."


class MaskAlreadyThere(Refusal):
    """That very part is masked."""

    code = "mask-already-there"
    detail = "Det är redan maskat."


class EmptyPassage(Refusal):
    """A passage ends after it begins."""

    code = "empty-passage"
    detail = "Ett avsnitt ska sluta efter att det börjar."


class MaskFixed(Refusal):
    """A protected person's whereabouts are never given to others (``osl-22-1``)."""

    code = "mask-fixed"
    detail = "Maskningen gäller var en skyddad person finns. Den kan inte hävas."


class MayNotRelease(Refusal):
    """The delegation order lets the role decide nothing here."""

    code = "may-not-release"
    detail = "Delegationsordningen ger inte din roll rätt att besluta om utlämnandet."


class MayNotWithhold(Refusal):
    """Keeping something back is a decision against the individual, of somebody who may."""

    code = "may-not-withhold"
    detail = (
        "Något hålls inne, och delegationsordningen ger inte din roll rätt att besluta det. Låt "
        "någon som får det besluta, eller häv maskningarna."
    )


class ReasonsNeeded(Refusal):
    """Whoever is refused something is told why (``fl-32``)."""

    code = "reasons-needed"
    detail = "Något hålls inne. Ange reasons: motiveringen som mottagaren får läsa."


class DisclosureNotDecided(Refusal):
    """Nothing is made or given before the decision."""

    code = "disclosure-not-decided"
    detail = "Utlämnandet är inte beslutat."


class PacketNotMade(Refusal):
    """There are no files to give."""

    code = "packet-not-made"
    detail = "Paketet är inte upprättat. Låt driften köra make-packet först."


class AnotherPacket(Refusal):
    """The hash is not that of the packet that was made."""

    code = "another-packet"
    detail = "Manifestets hash är inte det upprättade paketets. Kontrollera filerna."


class AlreadyDelivered(Refusal):
    """It was given already."""

    code = "packet-already-delivered"
    detail = "Paketet är redan utlämnat. Påbörja ett nytt utlämnande för att lämna ut igen."


class DeliveredBeforeMade(Refusal):
    """Nothing is given before there is anything to give."""

    code = "delivered-before-made"
    detail = "Paketet upprättades senare än så. Ange dagen det lämnades ut."


class OnlyToMediatedAddress(Refusal):
    """What leads to a protected person goes through the mediation alone."""

    code = "only-to-mediated-address"
    detail = (
        "Personen eller mottagaren har skyddade uppgifter. Paketet får bara lämnas ut genom "
        "förmedlingsadressen: ange channel mediated-address."
    )


class NoMediatedAddress(Refusal):
    """There is no such address to send it to."""

    code = "no-mediated-address"
    detail = "Mottagaren har ingen förmedlingsadress antecknad. Anteckna den först."

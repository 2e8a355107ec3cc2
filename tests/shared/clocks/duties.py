"""The authority's own duties in an official's words: what was asked, what was done, and when."""

from datetime import date, datetime
from uuid import UUID

from shared.catalogue import catalogue
from shared.catalogue.clocks import Scope
from shared.clocks import Axes, Explanation, Happening, explain
from shared.clocks.happening import period_id
from shared.clocks.periods import Period
from shared.contracts import intake_administration as administration
from shared.contracts.intake_disclosures import (
    Channel,
    DisclosureKind,
    PacketDelivered,
    Recipient,
)
from shared.contracts.reporting import ReportDelivered
from tests.shared.clocks.told import Told, day

MATTER = UUID(int=40)


class Duties(Told):
    """One duty: a matter of the authority's own, or a period of the calendar."""

    def __init__(
        self, *, period: str | None = None, kind: str = "public-document-request"
    ) -> None:
        super().__init__()
        self.period, self.kind = period, kind
        self.duty = period_id(period) if period else MATTER

    def opened(
        self, on: str, fact: str, *, known: str | None = None, at: str | None = None
    ) -> UUID:
        event = administration.AdministrativeMatterOpened(
            administrative_matter_id=MATTER,
            kind_code=self.kind,
            unit=None,
            official=None,
            opened_on=day(on),
            catalogue_version="1",
        )
        self.tell(event, MATTER, known=known)
        return self.noted(fact, on, known=known, at=at)

    def noted(
        self, fact: str, on: str, *, known: str | None = None, at: str | None = None
    ) -> UUID:
        event = administration.AdministrativeFactNoted(
            administrative_matter_id=MATTER,
            kind_code=self.kind,
            fact_code=fact,
            happened_on=day(on),
            happened_at=datetime.fromisoformat(at) if at else None,
            period_code=self.period,
            is_closing=False,
            catalogue_version="1",
        )
        return self.tell(event, MATTER, known=known)

    def given_more_time(self, on: str, until: str, *, known: str | None = None) -> UUID:
        event = administration.AdministrativeTimeExtended(
            administrative_matter_id=MATTER,
            until_on=day(until),
            decided_on=day(on),
            decided_by="official-7",
            ground_code="many-or-complex-requests",
        )
        return self.tell(event, MATTER, known=known)

    def assigned(self, on: str, unit: str, official: str | None = None) -> UUID:
        event = administration.AdministrativeMatterAssigned(
            administrative_matter_id=MATTER, unit=unit, official=official, assigned_on=day(on)
        )
        return self.tell(event, MATTER)

    def annulled(self, on: str, event_id: UUID) -> UUID:
        event = administration.AdministrativeFactAnnulled(
            administrative_matter_id=MATTER,
            annuls_event_id=event_id,
            period_code=self.period,
            annulled_on=day(on),
            correction_reason_code="typing-error",
        )
        return self.tell(event, MATTER)

    def delivered(self, on: str, kind: str = "unexecuted-decisions") -> UUID:
        event = ReportDelivered(
            report_id=UUID(int=50),
            kind_code=kind,
            period_code=self.period or "",
            recipient_codes=("ivo", "auditors"),
            delivered_on=day(on),
            known_position=1,
            definition_version="1",
            catalogue_version="1",
            content_sha256="0" * 64,
            items=(),
        )
        return self.tell(event, UUID(int=50))

    def given_out(self, on: str, kind: DisclosureKind = DisclosureKind.REGISTER_EXTRACT) -> UUID:
        event = PacketDelivered(
            disclosure_id=UUID(int=60),
            kind=kind,
            person_id=UUID(int=1),
            recipient=Recipient.SELF,
            recipient_person_id=UUID(int=1),
            matter_id=None,
            administrative_matter_id=MATTER,
            known_position=1,
            manifest_sha256="0" * 64,
            withheld_count=0,
            channel=Channel.IN_PERSON,
            delivered_on=day(on),
            delivered_by="official-7",
        )
        return self.tell(event, UUID(int=60))

    def of_the_duty(self) -> list[Happening]:
        """Return what is known of the duty, the calendar's fact with it."""
        period = Period.parse(self.period) if self.period else None
        return [*([period.ended()] if period else []), *self.happenings]

    def all_clocks(self, on: str, *, known: str | None = None) -> list[Explanation]:
        axes = Axes(valid_at=day(on), known_at=datetime.fromisoformat(known) if known else None)
        told = [_moved(each, self.duty) for each in self.of_the_duty()]
        return list(explain(told, catalogue(), axes, scope=Scope.AUTHORITY))

    def duty_clock(self, number: str, on: str, *, known: str | None = None) -> Explanation:
        """Return the only clock of that number."""
        (only,) = (each for each in self.all_clocks(on, known=known) if each.rule.number == number)
        return only


def _moved(happening: Happening, duty: UUID) -> Happening:
    names = Happening.__dataclass_fields__
    fields = {name: getattr(happening, name) for name in names}
    return Happening(**{**fields, "matter_id": duty, "thread_id": duty, "person_id": None})


def last_of(year: int, month: int) -> date:
    """Return the last day of a month, counted from the first of the next."""
    following = date(year + month // 12, month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)

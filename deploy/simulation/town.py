"""The simulated municipality: what its officials have before them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from deploy.simulation.agenda import Agenda, working_day
from deploy.simulation.chance import Chance
from deploy.simulation.desk import Desk
from deploy.simulation.offices import official
from deploy.simulation.people import People
from deploy.simulation.quantities import INHABITANTS, Quantities
from deploy.simulation.truth import (
    Decision,
    Intervention,
    Investigation,
    Matter,
    Person,
    Truth,
)
from services.interventions.application.lawful import Law
from shared.catalogue import Catalogue
from shared.contracts.intake import IntakeOpened
from shared.contracts.investigation import InvestigationOpened
from shared.kernel.clock import CIVIL_ZONE
from shared.kernel.context import Actor
from shared.kernel.files import file_of_matter

TEXT = "Simulerad text."
"""What stands wherever somebody would have written something."""


@dataclass(slots=True, kw_only=True)
class Town:
    """Everything that the courses of matters have in common."""

    catalogue: Catalogue
    quantities: Quantities
    chance: Chance
    desk: Desk
    agenda: Agenda
    truth: Truth
    people: People
    population: int
    last_day: date
    apply_again: "Callable[[Town, Running, Person], None]"
    shares: dict[UUID, list[UUID]] = field(default_factory=dict)  # report files made today
    months_left: dict[UUID, int] = field(default_factory=dict)  # of assistance, by person
    let_in: set[tuple[UUID, str]] = field(default_factory=set)  # case and official
    under_way: dict[tuple[UUID, str], list[Investigation]] = field(default_factory=dict)

    def again(self, running: "Running", person: Person) -> None:
        """Let somebody apply again."""
        self.apply_again(self, running, person)

    @property
    def today(self) -> date:
        """The simulated day."""
        return self.agenda.today

    @property
    def now(self) -> datetime:
        """A moment of the simulated day."""
        return datetime.combine(self.today, time(12), CIVIL_ZONE).astimezone(UTC)

    @property
    def law(self) -> Law:
        """The catalogue, asked in the words of interventions."""
        return Law(self.catalogue)

    @property
    def share(self) -> float:
        """How large the municipality is, against the one that the quantities are of."""
        return self.population / INHABITANTS

    def some_official(self, unit: str, about: Quantities) -> Actor:
        """Return one of the unit's officials; a larger municipality has more of them."""
        most = max(2, round(about.spread("officials").most * self.share))
        return official(unit, self.chance.between(1, most))

    def noted(self, on: date, about: Quantities) -> date:
        """Return the day that something of ``on`` is recorded: most often the same."""
        if not self.chance.happens(about.number("noted_late")):
            return on
        return working_day(on + timedelta(days=self.chance.within(about.spread("days_late"))))


@dataclass(slots=True, kw_only=True)
class Running:
    """A matter that goes on, and what its course needs at hand."""

    matter: Matter
    about: Quantities
    opened: IntakeOpened
    official: Actor


@dataclass(slots=True, kw_only=True)
class Case:
    """An investigation that goes on."""

    running: Running
    opened: InvestigationOpened
    truth: Investigation
    official: Actor

    @property
    def about(self) -> Quantities:
        """The quantities of its area."""
        return self.running.about

    @property
    def file_id(self) -> UUID:
        """The file that everything in it rests in."""
        return file_of_matter(self.running.matter.intake_id)

    @property
    def key(self) -> tuple[UUID, str]:
        """Whom it is about, and in what kind of matter."""
        return self.opened.person_id, self.opened.case_type


@dataclass(slots=True, kw_only=True)
class Grant:
    """An intervention that goes on, or waits to."""

    about: Quantities
    truth: Intervention
    official: Actor
    decision: Decision | None  # None without needs assessment

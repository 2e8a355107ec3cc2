"""Case types, what they may lead to, and the reasons given on the way."""

from dataclasses import dataclass
from enum import StrEnum

from shared.catalogue.dated import Certainty, Dated


class Step(StrEnum):
    """Handläggningssteg: what a matter of the type must pass."""

    IMMEDIATE_PROTECTION = "immediate-protection"
    PRELIMINARY_ASSESSMENT = "preliminary-assessment"
    INVESTIGATION = "investigation"
    COMMUNICATION = "communication"
    DECISION = "decision"
    EXECUTION = "execution"
    FOLLOW_UP = "follow-up"


@dataclass(frozen=True, slots=True, kw_only=True)
class RequiredStep:
    """Obligatoriskt steg: a step, what it rests on, and for which origins it is required."""

    step: Step
    purpose: str
    origins: tuple[str, ...] = ()  # empty: however the matter arrived


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseType(Dated):
    """Ärendetyp: how such a matter arrives, what it must pass and what it may lead to."""

    name: str
    area: str
    origins: tuple[str, ...]
    is_about_children: bool
    steps: tuple[RequiredStep, ...]
    decision_types: tuple[str, ...]
    intervention_types: tuple[str, ...]
    retention_group: str
    received_by: tuple[str, ...] = ()  # units that see such a matter before it is given to one

    def steps_for(self, origin: str) -> tuple[RequiredStep, ...]:
        """Return the steps a matter that arrived as ``origin`` must pass, in order."""
        return tuple(step for step in self.steps if not step.origins or origin in step.origins)

    def purpose_of(self, step: Step) -> str | None:
        """Return what ``step`` rests on, or None where the type has no such step."""
        return next((required.purpose for required in self.steps if required.step is step), None)


class AppealWay(StrEnum):
    """Överklagandesätt: how a type of decision may be appealed."""

    ADMINISTRATIVE = "administrative"  # förvaltningsbesvär, SoL 35:1
    LEGALITY = "legality"  # laglighetsprövning, KL 13 kap.
    NONE = "none"
    UNVERIFIED = "unverified"  # the act has not been read on this point


class Role(StrEnum):
    """Roll: who may decide, lowest first; the chair only where an act says so."""

    CASEWORKER = "caseworker"
    UNIT_HEAD = "unit-head"
    SUBCOMMITTEE = "subcommittee"
    COMMITTEE = "committee"
    CHAIR = "chair"


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionType(Dated):
    """Beslutstyp: what is decided, on what ground, and what the law says about who may."""

    name: str
    purpose: str
    outcomes: tuple[str, ...]
    appeal: AppealWay
    is_granting: bool = False  # an application is granted or denied by it
    reserved_to: Role | None = None  # the lowest that the law lets the committee delegate to
    reserved_by: tuple[str, ...] = ()
    chair_may_act_under: tuple[str, ...] = ()  # urgently, reported at the next meeting
    certainty: Certainty = Certainty.READ
    note: str | None = None


class PreventionLevel(StrEnum):
    """Preventionsnivå."""

    UNIVERSAL = "universal"
    SELECTIVE = "selective"
    INDICATED = "indicated"


class Assessment(StrEnum):
    """Behovsprövning: whether it must be made before the intervention is given."""

    ALWAYS = "always"
    OPTIONAL = "optional"  # the committee may offer it without (SoL 11:5)
    NOT_OFFERED = "not-offered"  # the intervention is not for this age group


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentByAge:
    """Behovsprövning per åldersgrupp: child 0-17, young 18-20, adult from 21."""

    child: Assessment
    young: Assessment
    adult: Assessment

    def at(self, age: int) -> Assessment:
        """Return what holds for a person of ``age`` whole years."""
        if age < 18:
            return self.child
        return self.young if age < 21 else self.adult

    def free_for(self) -> frozenset[str]:
        """Return the groups (child, young, adult) it may be offered to without assessment."""
        groups = {"child": self.child, "young": self.young, "adult": self.adult}
        return frozenset(name for name, rule in groups.items() if rule is Assessment.OPTIONAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class InterventionType(Dated):
    """Insatstyp: what may be granted, and whether it may be offered without assessment."""

    name: str
    area: str
    needs_assessment: AssessmentByAge
    prevention_level: PreventionLevel
    granted_by: tuple[str, ...]  # the types of decision by which it may be granted
    assessment_bases: tuple[str, ...] = ()  # why assessment is always needed
    exception: int | None = None  # its point among the exceptions of SoL 11:5
    certainty: Certainty = Certainty.READ
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Method(Dated):
    """Metod: how an intervention is carried out."""

    name: str
    intervention_types: tuple[str, ...]
    certainty: Certainty = Certainty.LOCAL


class ReasonExecution(StrEnum):
    """Verkställighet som orsaken förutsätter."""

    REQUIRED = "required"  # only what was carried out ends for it
    EXCLUDED = "excluded"  # only what was never carried out does


class GrantClosing(StrEnum):
    """Hur ett beviljat beslut upphör utan att ha verkställts."""

    WITHDRAWN = "withdrawn"  # by the individual
    REPLACED = "replaced"  # by a new decision
    LAPSED = "lapsed"  # there is nobody left to carry it out for, or no right to it


class EndingCourse(StrEnum):
    """Hur insatsen slutade, i uppföljningen."""

    COMPLETED = "completed"
    DROPPED_OUT = "dropped-out"  # somebody broke it off before it was carried through


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason(Dated):
    """Orsak: a coded reason of one kind (intake, denial, ending, ...)."""

    kind: str
    name: str
    case_types: tuple[str, ...] = ()  # empty: any
    splits_into: tuple[str, ...] = ()  # of the same kind, from the day after its last
    bases: tuple[str, ...] = ()  # where the law itself names the reason
    execution: ReasonExecution | None = None  # of an ending; None: either way
    is_with_intervention: bool | None = None  # of a closing; None: either way
    closes_grant: GrantClosing | None = None  # of an ending; None: what was granted still stands
    ends_as: EndingCourse | None = (
        None  # of an ending; None: neither carried through nor broken off
    )
    certainty: Certainty = Certainty.LOCAL

"""The catalogue as everyone asks it: by code and by day."""

from dataclasses import dataclass
from datetime import date

from shared.catalogue.administration import AdministrativeKind
from shared.catalogue.clocks import Clock
from shared.catalogue.dated import Entry, Table
from shared.catalogue.facts import Fact
from shared.catalogue.figures import Counting, Figure
from shared.catalogue.instruments import Band, Instrument
from shared.catalogue.law import Act, Amount, LegalBasis, Mandate, Purpose
from shared.catalogue.matters import CaseType, DecisionType, InterventionType, Method, Reason
from shared.catalogue.records import (
    CodeSystem,
    CorrectionRule,
    DelegationRule,
    ReportWindow,
    RetentionRule,
)
from shared.catalogue.refusals import NotInForce, UnknownCode
from shared.catalogue.watching import Risk, WatchDays


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """Every kind of entry, as read and checked."""

    acts: Table[Act]
    legal_bases: Table[LegalBasis]
    purposes: Table[Purpose]
    mandates: Table[Mandate]
    case_types: Table[CaseType]
    decision_types: Table[DecisionType]
    intervention_types: Table[InterventionType]
    methods: Table[Method]
    clocks: Table[Clock]
    facts: Table[Fact]
    reasons: Table[Reason]
    delegation: Table[DelegationRule]
    retention: Table[RetentionRule]
    amounts: Table[Amount]
    instruments: Table[Instrument]
    bands: Table[Band]
    code_systems: Table[CodeSystem]
    corrections: Table[CorrectionRule]
    report_windows: Table[ReportWindow]
    watch_days: Table[WatchDays]
    risks: Table[Risk]
    countings: Table[Counting]
    figures: Table[Figure]
    administrative_kinds: Table[AdministrativeKind]


def at(table: Table[Entry], key: str, on: date, what: str) -> Entry:
    """Return the wording of ``key`` that is in force on ``on``.

    Raises:
        UnknownCode: there is no such key.
        NotInForce: it is not valid that day.
    """
    if key not in table:
        raise UnknownCode(what)
    for wording in table[key]:
        if wording.is_in_force(on):
            return wording
    raise NotInForce(what)


@dataclass(frozen=True, slots=True)
class Lookup:
    """Katalog: law and local choice, by code and by day. All of it is immutable.

    Every lookup raises ``UnknownCode`` or ``NotInForce``, which are refusals.
    """

    tables: Tables
    version: str  # label and content hash, "2026.1+0123456789ab": kept in events

    def legal_basis(self, id: str, on: date) -> LegalBasis:
        """Return the section ``id`` in the wording in force on ``on``."""
        return at(self.tables.legal_bases, id, on, "lagrum")

    def citation(self, id: str, on: date) -> str:
        """Return the section as a decision writes it: "20 kap. 2 § socialtjänstlagen (...)"."""
        basis = self.legal_basis(id, on)
        act = at(self.tables.acts, basis.act, on, "författning")
        chapter = f"{basis.chapter} kap. " if basis.chapter else ""
        return f"{chapter}{basis.section} § {act.name} ({act.sfs})"

    def basis_for(self, purpose: str, on: date) -> LegalBasis:
        """Return the one section that ``purpose`` rests on that day, in the old or new act."""
        wanted = at(self.tables.purposes, purpose, on, "rättslig grund")
        for id in wanted.bases:
            for wording in self.tables.legal_bases[id]:
                if wording.is_in_force(on):
                    return wording
        raise NotInForce("rättslig grund")

    def case_type(self, code: str, on: date) -> CaseType:
        """Return the case type ``code``."""
        return at(self.tables.case_types, code, on, "ärendetyp")

    def received_by(self, unit: str, on: date) -> tuple[str, ...]:
        """Return the case types that come to ``unit`` before they are given to anybody."""
        found = (entry for versions in self.tables.case_types.values() for entry in versions)
        return tuple(
            each.id for each in found if unit in each.received_by and each.is_in_force(on)
        )

    def decision_type(self, code: str, on: date) -> DecisionType:
        """Return the type of decision ``code``."""
        return at(self.tables.decision_types, code, on, "beslutstyp")

    def intervention_type(self, code: str, on: date) -> InterventionType:
        """Return the type of intervention ``code``."""
        return at(self.tables.intervention_types, code, on, "insatstyp")

    def method(self, code: str, on: date) -> Method:
        """Return the method ``code``."""
        return at(self.tables.methods, code, on, "metod")

    def clock(self, id: str, on: date) -> Clock:
        """Return the clock ``id``."""
        return at(self.tables.clocks, id, on, "klocka")

    def clocks_for(self, case_type: str, on: date) -> tuple[Clock, ...]:
        """Return the clocks that may run in matters of ``case_type``, under that day's rules."""
        self.case_type(case_type, on)
        return tuple(
            clock
            for wordings in self.tables.clocks.values()
            for clock in wordings
            if clock.is_in_force(on) and {"all", case_type} & {*clock.case_types}
        )

    def fact(self, code: str, on: date) -> Fact:
        """Return the fact ``code``, as somebody notes it and clocks know it."""
        return at(self.tables.facts, code, on, "omständighet")

    def reason(self, kind: str, code: str, on: date) -> Reason:
        """Return the reason ``code`` of one kind: intake, denial, ending and so on."""
        return at(self.tables.reasons, f"{kind}.{code}", on, "orsak")

    def reasons(self, kind: str, on: date) -> tuple[Reason, ...]:
        """Return the reasons of one kind that may be chosen that day."""
        return tuple(
            reason
            for wordings in self.tables.reasons.values()
            for reason in wordings
            if reason.kind == kind and reason.is_in_force(on)
        )

    def mandate(self, code: str, on: date) -> Mandate:
        """Return the point of the law that obliges a reporter, e.g. ``19-1-4``."""
        return at(self.tables.mandates, code, on, "anmälningsskyldighet")

    def instrument(self, code: str, version: str) -> Instrument:
        """Return one version of an instrument; several may be in use at once."""
        for wording in self.tables.instruments.get(code, ()):
            if wording.version == version:
                return wording
        raise UnknownCode("version av bedömningsinstrumentet")

    def bands(self, instrument: str, version: str, scale: str, on: date) -> tuple[Band, ...]:
        """Return the bands of a scale that day, lowest first; none where none are imported."""
        wanted = (instrument, version, scale)
        found = (
            band
            for wordings in self.tables.bands.values()
            for band in wordings
            if (band.instrument, band.version, band.scale) == wanted and band.is_in_force(on)
        )
        return tuple(sorted(found, key=lambda band: band.minimum))

    def amount(self, code: str, on: date) -> Amount:
        """Return the sums ``code`` that are valid on ``on``."""
        return at(self.tables.amounts, code, on, "belopp")

    def external_codes(self, system: str, key: str) -> tuple[str, ...]:
        """Return the codes of a code system for ``<kind>.<our code>``; none until imported."""
        if system not in self.tables.code_systems:
            raise UnknownCode("kodsystem")
        return self.tables.code_systems[system][-1].mappings.get(key, ())

    def report_window(self, report: str, quarter: int, on: date) -> ReportWindow:
        """Return when ``report`` about the ``quarter`` is handed in, by the practice of ``on``."""
        return at(self.tables.report_windows, f"{report}-q{quarter}", on, "rapportperiod")

    def watch_days(self, id: str, on: date) -> tuple[int, ...]:
        """Return the days ahead that lists (``due``) or warnings (``warn-...``) speak of."""
        return at(self.tables.watch_days, id, on, "bevakningsdagar").days

    def correction(self, kind: str, on: date) -> CorrectionRule:
        """Return what holds for corrections of one kind, ``interventions-execution-corrected``."""
        return at(self.tables.corrections, kind, on, "rättelseregel")

    def retention_group(self, case_type: str) -> str:
        """Return the retention group whose file a matter of ``case_type`` belongs to."""
        if case_type not in self.tables.case_types:
            raise UnknownCode("ärendetyp")
        return self.tables.case_types[case_type][-1].retention_group

    def retention_wordings(self, group: str) -> tuple[tuple[RetentionRule, ...], ...]:
        """Return every rule for the records of a retention group, each with all its wordings."""
        return tuple(
            wordings
            for wordings in self.tables.retention.values()
            if any(rule.kind == group for rule in wordings)
        )

    def retention_rules(self, group: str, on: date) -> tuple[RetentionRule, ...]:
        """Return what holds for the records of a retention group that day."""
        return tuple(
            rule
            for wordings in self.tables.retention.values()
            for rule in wordings
            if rule.kind == group and rule.is_in_force(on)
        )

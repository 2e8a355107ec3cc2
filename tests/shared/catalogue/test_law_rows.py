"""Every time limit that the law reference lists has its clock, and every clock its place there.

The rows are the reference's own, by its own numbers: chapter 2.1 (children), 2.2 (LVU), 2.3
(sheltered housing), 2.4 (LVM), 2.5 (family law), 2.6 (decisions not carried out) and 2.7 (general
administration).
"""

from typing import Final, Literal

import pytest

from shared.catalogue import Catalogue
from shared.catalogue.checks.walk import triggers_of
from shared.catalogue.clocks import Clock, Scope, Trigger
from shared.catalogue.facts import Place

How = Literal["events", "noted", "administrative", "calendar", "later"]
Row = tuple[str, str, tuple[str, ...], How]

EVENTS: Final = "events"  # the steps of real matters tell it all
NOTED: Final = "noted"  # officials note something of it in real matters
ADMINISTRATIVE: Final = "administrative"  # in administrative matters
CALENDAR: Final = "calendar"  # the calendar starts it
LATER: Final = "later"  # its case type follows; facts in generated histories until then

ROWS: Final[tuple[Row, ...]] = (
    ("B1", "Skyddsbedömning", ("B1",), EVENTS),
    ("B2", "Förhandsbedömning", ("B2",), EVENTS),
    ("B3", "Återkoppling", ("B3a", "B3b"), EVENTS),
    ("B4", "Information om inledd utredning", ("B4",), NOTED),
    ("B5", "Barnutredning", ("B5",), EVENTS),
    ("B6", "Uppföljning efter utredning", ("B6",), NOTED),
    ("B7", "Uppföljning efter placering", ("B7",), NOTED),
    ("B8", "Övervägande av SoL-vård", ("B8",), NOTED),
    ("B9", "Vårdnadsöverflyttning", ("B9",), NOTED),
    ("B10", "Jourhem", ("B10",), NOTED),
    ("B11", "Vårdplan", ("B11",), NOTED),
    ("B12", "Adoption: föreslaget barn", ("B12",), NOTED),
    ("B13", "Adoption: medgivandet förfaller", ("B13",), NOTED),
    ("B14", "Adoption: kontroll", ("B14",), NOTED),
    ("B15", "Registerutdrag om familjehem", ("B15",), NOTED),
    ("B16", "Förteckning över placerade barn", ("B16",), CALENDAR),
    ("B17", "Fler än tre barn i ett hem", ("B17",), NOTED),
    ("B18", "Ungdomstjänst", ("B18",), NOTED),
    ("B19", "Yttrande enligt LuL", ("B19",), NOTED),
    ("B20", "Utredning av familjehem", ("B20",), NOTED),
    *((f"L{number}", "LVU", (f"L{number}",), NOTED) for number in range(1, 14)),
    ("L14", "Tillfälligt flyttningsförbud", ("L14a", "L14b"), NOTED),
    ("L15", "Utreseförbud", ("L15a", "L15b", "L15c"), NOTED),
    ("2024:79 4:3", "Underställning, och rättens vecka", ("S1", "S2"), NOTED),
    ("2024:79 4:6", "Ansökan inom sex veckor", ("S3",), NOTED),
    ("2024:79 3:4", "Insatsen påbörjas", ("S4",), NOTED),
    ("2024:79 5:3", "Övervägande", ("S5",), NOTED),
    ("2024:79 5:6", "Umgänge eller hemlig vistelseort", ("S6",), NOTED),
    ("2024:79 7:2, 5:7", "Framställan får avvisas", ("S7",), NOTED),
    ("2024:79 8:2", "Rätten tar upp målet", ("S8",), NOTED),
    ("LVM 15", "Underställning", ("M1",), NOTED),
    ("LVM 17", "Rättens prövning", ("M2",), NOTED),
    ("LVM 18", "Ansökan", ("M3",), NOTED),
    ("LVM 38", "Rätten tar upp målet", ("M4",), NOTED),
    ("LVM 12", "Vården påbörjas", ("M5",), NOTED),
    ("LVM 20-21", "Vårdtid med uppehåll", ("M6",), NOTED),
    ("LVM 27", "Vård i annan form", ("M7",), NOTED),
    ("FB 2:1, 2:8", "Faderskap eller föräldraskap", ("R1",), LATER),
    ("FB 6:19", "Vårdnadsutredning", ("R2",), LATER),
    ("FB 4:14", "Adoptionsutredning", ("R3",), LATER),
    ("FB 6:19-20", "Upplysningar", ("R4",), LATER),
    ("2021:530 5", "Informationssamtal", ("R5",), LATER),
    ("2021:530 8", "Samtalsintyg", ("R6",), LATER),
    ("FB 6:18, SoL 13:6", "Samarbetssamtal", ("R7",), LATER),
    ("FB 6:15 c", "Umgängesstöd", ("R8",), LATER),
    ("SoL 34:1 a", "Inte verkställt inom tre månader", ("E1",), EVENTS),
    ("SoL 34:1 b", "Avbruten och inte återupptagen", ("E2",), EVENTS),
    ("SoL 34:1-2", "Kvartalsrapport till IVO och revisorerna", ("E3",), CALENDAR),
    ("SoL 34:3", "Statistik till fullmäktige", ("E4",), CALENDAR),
    ("SoL 34:7, 34:10", "Särskild avgift", ("E5",), NOTED),
    ("FL 44", "Överklagande", ("F1",), NOTED),
    ("FL 45-46", "Rättidsprövning och överlämnande", ("F2",), NOTED),
    ("FL 11", "Underrättelse om försening", ("F3",), NOTED),
    ("FL 12 a", "Sex månader innan det kan begäras", ("F4",), EVENTS),
    ("FL 12 b", "Svar på begäran", ("F5",), NOTED),
    ("FL 25", "Kommunicering", ("F6",), NOTED),
    ("TF 2:15-16", "Allmän handling", ("O1",), ADMINISTRATIVE),
    ("GDPR 15", "Registerutdrag", ("O2",), ADMINISTRATIVE),
    ("GDPR 33", "Personuppgiftsincident", ("O3",), ADMINISTRATIVE),
    ("2025:1506 2:5-8", "Cyberincident", ("O4", "O5", "O6"), ADMINISTRATIVE),
    ("SoL 29:10-11", "Ärendeöverflyttning", ("O7", "O8", "O9"), NOTED),
    ("SoL 26:2", "Ändrad verksamhet", ("O10",), ADMINISTRATIVE),
    ("SoL 27:2, 27:5-6", "Lex Sarah", ("O11", "O12"), ADMINISTRATIVE),
    ("SoF 11:3", "Avhysning", ("O13",), NOTED),
    ("SoL 33:5", "Återkrav", ("O14",), NOTED),
    ("ÄB 20:8 a", "Dödsboanmälan", ("O15",), ADMINISTRATIVE),
    ("ÄB 20:1, 20:8", "Bouppteckning", ("O16", "O17"), ADMINISTRATIVE),
    ("HSLF-FS 2015:30", "Statistik om ekonomiskt bistånd", ("O18", "O18b"), CALENDAR),
    ("FL 9", "Beslut om ekonomiskt bistånd", ("F16",), EVENTS),
    ("LVM 7", "Anmälan om en vuxen", ("O19",), EVENTS),
)


def clocks(catalogue: Catalogue, number: str) -> list[Clock]:
    return [
        wording
        for wordings in catalogue.tables.clocks.values()
        for wording in wordings
        if wording.number == number
    ]


def test_no_row_is_missing_and_no_clock_is_outside_the_rows(catalogue: Catalogue) -> None:
    listed = [number for _, _, numbers, _ in ROWS for number in numbers]
    known = {each.number for all_of in catalogue.tables.clocks.values() for each in all_of}
    assert sorted(listed) == sorted(known)


def test_the_rows_are_those_of_the_reference_each_once() -> None:
    rows = [row for row, *_ in ROWS]
    assert len(rows) == len(set(rows)) == 20 + 15 + 7 + 7 + 8 + 5 + 20
    assert {f"B{number}" for number in range(1, 21)} <= set(rows)
    assert {f"L{number}" for number in range(1, 16)} <= set(rows)


@pytest.mark.parametrize(("row", "name", "numbers", "how"), ROWS, ids=[row[0] for row in ROWS])
def test_what_starts_and_stops_it_can_happen_as_the_row_says(
    catalogue: Catalogue, row: str, name: str, numbers: tuple[str, ...], how: How
) -> None:
    for number in numbers:
        for clock in clocks(catalogue, number):
            assert _how(catalogue, clock) == how, (row, name, clock.id)


def _how(catalogue: Catalogue, clock: Clock) -> How:
    """Return how what moves the clock comes to be known; judged by its latest wording."""
    places = [_places(catalogue, each) for each in (clock.start, clock.stop)]
    if clock.scope is Scope.AUTHORITY:
        return CALENDAR if Place.CALENDAR in places[0] else ADMINISTRATIVE
    if any(each == {Place.LATER} for each in places):
        return LATER
    moved_by = [trigger for trigger in triggers_of(clock) if trigger.fact]
    return NOTED if moved_by else EVENTS


def _places(catalogue: Catalogue, triggers: tuple[Trigger, ...]) -> set[Place]:
    """Return where the facts among ``triggers`` are noted; none for events."""
    facts = [catalogue.tables.facts[each.fact][-1] for each in triggers if each.fact]
    return {fact.place for fact in facts}


def test_what_works_now_waits_for_nothing_that_cannot_be_noted(catalogue: Catalogue) -> None:
    for row, _, numbers, how in ROWS:
        for clock in (each for number in numbers for each in clocks(catalogue, number)):
            if how != LATER:
                for trigger in triggers_of(clock):
                    where = _places(catalogue, (trigger,))
                    assert Place.LATER not in where, (row, clock.id, trigger.fact)


def test_what_begins_with_a_decision_is_ended_by_no_fact_of_the_matter_above_it(
    catalogue: Catalogue,
) -> None:
    """Facts are noted in the investigation, which a decision comes from: they never reach it."""
    for wordings in catalogue.tables.clocks.values():
        for clock in wordings:
            begun = [each.event or "" for each in clock.start]
            if any(
                each.startswith(("investigation.decision", "interventions.")) for each in begun
            ):
                facts = [each.fact for each in (*clock.stop, *clock.absorbed_by) if each.fact]
                assert facts == [], clock.id

"""The test officials that one may choose among."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from deploy.demo.callers import Who
from deploy.demo.cast import CASEWORKER, UNIT_HEAD
from shared.access import policy
from shared.kernel.context import Client


@dataclass(frozen=True, slots=True)
class Person:
    """A test official, and what to call them on the log-in page."""

    who: Who
    name: str


ANALYST = Who(
    subject="analytiker-2",
    client=Client.OFFICIAL,
    client_id="uppfoljning",
    role=policy.ANALYST,
)
OTHER_UNIT = replace(CASEWORKER, subject="handlaggare-9", unit="vuxen")

PEOPLE: Mapping[str, Person] = {
    person.who.subject: person
    for person in (
        Person(UNIT_HEAD, "Enhetschef, barn-norr"),
        Person(CASEWORKER, "Handläggare, barn-norr"),
        Person(OTHER_UNIT, "Handläggare, vuxen"),
        Person(ANALYST, "Analytiker"),
    )
}

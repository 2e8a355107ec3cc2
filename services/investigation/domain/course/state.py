"""What the rules need to remember of a matter's course: which facts were noted, and their days."""

from typing import TypeAlias, assert_never

from services.investigation.domain.course.events import CircumstanceDescribed, CourseEvent
from shared.contracts.investigation import CircumstanceNoted

Course: TypeAlias = frozenset[CircumstanceNoted]


def evolve(course: Course, event: CourseEvent) -> Course:
    """Return the course after ``event``. Never refuses: it has happened."""
    match event:
        case CircumstanceNoted():
            return course | {event}
        case CircumstanceDescribed():
            return course
        case _:
            assert_never(event)

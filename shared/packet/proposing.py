"""Masks by rule: what of a packet is kept back unless an official lets it go.

What is proposed follows from whom the packet is about, who is given it, and who else is in it. An
official confirms, adds and lets go; only where a protected person is leaves nobody a choice.
"""

from collections.abc import Iterable, Iterator, Sequence
from uuid import UUID

from shared.packet.circle import CHILD, PLACE, REPORTER, THIRD_PERSON, Circle, Proposal
from shared.packet.contents import Entry, Section
from shared.packet.hidden import Hidden, words_hiding
from shared.packet.masking import CONTENT, RECORDED_BY

REPORTED = "intake.concern-report-received.v1"
SENDER = "intake.sender-kept.v1"
SUBMISSION = "intake.submission-kept.v1"
ATTACHMENT = "intake.attachment-kept.v1"
PERSON = "intake.person-details-kept.v1"
GUARDIAN = "intake.guardian-details-kept.v1"
IDENTITY = ("intake.identity-kept.v1", "intake.number-changed.v1")
CONTACT, CONTACT_NOTE = "investigation.contact-held.v1", "investigation.contact-noted.v1"
OWN_VIEW = "interventions.own-view-noted.v1"

PROTECTED_REPORTERS = ("private", "anonymous")
WHEREABOUTS = ("address", "telephone", "school")
REACHED_BY = ("number", "telephone")
KNOWN_BY = ("name", "number", "telephone", "address", "school")


def propose(sections: Sequence[Section], circle: Circle) -> Sequence[Proposal]:
    """Return what the rules keep back of ``sections``, in the order of the packet."""
    found: list[Proposal] = []
    reporter = Hidden("protected-reporter", REPORTER)
    others = Hidden("third-person", THIRD_PERSON)
    place = Hidden("protected-whereabouts", PLACE, is_fixed=True)
    own_place = Hidden("own-whereabouts", PLACE, is_fixed=not circle.is_given_to_self)
    for section in sections:
        found += _of_report(section, reporter)
        found += _of_child(section, circle)
        for entry in section.entries:
            found += _of_person(entry, circle, (others, place, own_place))
    _of_related(circle, others, place)
    for section in sections:
        for entry in section.entries:
            found += _pseudonyms(entry, circle)
            for hidden in (reporter, others, place, own_place):
                found += words_hiding(entry, hidden)
    return _once(found)


def _of_report(section: Section, reporter: Hidden) -> Iterator[Proposal]:
    """Keep back who reported, where the law protects them, and the words they may be known by."""
    received = next((each for each in section.entries if each.name == REPORTED), None)
    if received is None or str(received.facts["reporter_kind"]) not in PROTECTED_REPORTERS:
        return
    for entry in section.entries:
        yield _part(entry, RECORDED_BY, "protected-reporter", REPORTER)
        if entry.name == SENDER:
            reporter.take(entry.facts, entry.facts)
            for name, value in entry.facts.items():
                if value is not None:
                    yield _part(entry, name, "protected-reporter", REPORTER)
        if entry.name == SUBMISSION:
            for name in ("text", "sections"):
                yield _part(entry, name, "reporters-words", REPORTER)
            for name in ("salt", "digest"):  # together they tell whether a guess is right
                yield _part(entry, name, "protected-reporter", REPORTER)
        if entry.name == ATTACHMENT:
            for name in ("file_name", CONTENT):
                yield _part(entry, name, "reporters-words", REPORTER)


def _of_child(section: Section, circle: Circle) -> Iterator[Proposal]:
    """Keep back from a guardian what the child said alone. Source: ``osl-12-3``."""
    if circle.is_given_to_self:
        return
    alone = {
        entry.facts["contact_id"]
        for entry in section.entries
        if entry.name == CONTACT
        and entry.facts["is_with_the_individual"]
        and not entry.facts["is_with_guardian"]
    }
    for entry in section.entries:
        if entry.name == OWN_VIEW:
            yield _part(entry, "view", "childs-own-words", CHILD)
        if entry.name == CONTACT_NOTE and entry.facts["contact_id"] in alone:
            yield _part(entry, "note", "childs-own-words", CHILD)


def _of_person(
    entry: Entry, circle: Circle, hidden: tuple[Hidden, Hidden, Hidden]
) -> Iterator[Proposal]:
    others, place, own_place = hidden
    if entry.name == GUARDIAN:
        if _digits(entry.facts.get("number")) not in circle.recipient_numbers:
            yield from _fields(entry, REACHED_BY, others)
    elif entry.name in IDENTITY:
        if circle.is_protected:
            yield from _fields(entry, ("address",), own_place)
    elif entry.name == PERSON:
        person_id = entry.facts["person_id"]
        if person_id in circle.own:
            if circle.is_protected:
                yield from _fields(entry, WHEREABOUTS, own_place)
        elif person_id not in circle.recipients:
            is_protected = person_id in circle.protected
            if is_protected:
                yield from _fields(entry, WHEREABOUTS, place)
            named = [each for each in KNOWN_BY if not (is_protected and each in WHEREABOUTS)]
            yield from _fields(entry, named, others)


def _of_related(circle: Circle, others: Hidden, place: Hidden) -> None:
    """Look for what the register knows of the related, beside what stands in the packet."""
    for related in circle.related:
        if related.person_id in circle.recipients:
            continue
        for entry in related.identity:
            if related.is_protected:
                place.take(entry.facts, ("address",))
            names = ("number",) if related.is_guardian else ("name", "number", "address")
            others.take(entry.facts, names)


def _fields(entry: Entry, names: Iterable[str], hidden: Hidden) -> Iterator[Proposal]:
    """Keep back those of the fields that say something, and look for it elsewhere."""
    told = [name for name in names if entry.facts.get(name) is not None]
    hidden.take(entry.facts, told)
    for name in told:
        yield _part(entry, name, hidden.rule, hidden.ground, is_fixed=hidden.is_fixed)


def _pseudonyms(entry: Entry, circle: Circle) -> Iterator[Proposal]:
    """Keep back others' pseudonyms, by which two packets could be put together."""
    known = circle.own | circle.recipients
    for name, value in entry.facts.items():
        if name.endswith("person_id") and isinstance(value, UUID) and value not in known:
            yield _part(entry, name, "third-person", THIRD_PERSON)
        elif name.endswith("person_ids") and isinstance(value, list | tuple):
            for at, each in enumerate(value):
                if each not in known:
                    yield _part(entry, f"{name}.{at}", "third-person", THIRD_PERSON)


def persons_in(sections: Iterable[Section]) -> frozenset[UUID]:
    """Return everybody whose pseudonym stands in the sections."""
    found: set[UUID] = set()
    for section in sections:
        for entry in section.entries:
            for name, value in entry.facts.items():
                if name.endswith(("person_id", "person_ids")):
                    several = value if isinstance(value, list | tuple) else (value,)
                    found |= {each for each in several if isinstance(each, UUID)}
    return frozenset(found)


def _once(found: Iterable[Proposal]) -> Sequence[Proposal]:
    """Return each part once for each rule; a whole comes before the passages of it.

    Passages stay beside a whole of another rule: an official may let the whole go, and not them.
    """
    kept: dict[tuple[UUID, str, str], Proposal] = {}
    for each in found:
        kept.setdefault((each.event_id, each.path, each.rule), each)
    return list(kept.values())


def _part(entry: Entry, path: str, rule: str, ground: str, *, is_fixed: bool = False) -> Proposal:
    return Proposal(
        event_id=entry.event_id, path=path, rule=rule, ground=ground, is_fixed=is_fixed
    )


def _digits(number: object) -> str:
    digits = "".join(each for each in str(number or "") if each.isdigit())
    return digits[-10:]

"""Lägg till och häv maskningar, och besluta om utlämnandet."""

from dataclasses import replace
from uuid import UUID

from services.intake.domain.disclosure.commands import AddMask
from services.intake.domain.disclosure.events import (
    DisclosureReasonsKept,
    MaskAdded,
    MaskLifted,
    Passage,
)
from services.intake.domain.disclosure.refusals import (
    DisclosureClosed,
    EmptyPassage,
    MaskAlreadyThere,
    MaskFixed,
    MasksNotProposed,
    MayNotRelease,
    MayNotWithhold,
    NoSuchMask,
    ReasonsNeeded,
)
from tests.intake.domain.disclosure import (
    EVENT_ID,
    MONDAY,
    REPORTER_MASK,
    WHEREABOUTS_MASK,
    decided,
    deciding,
    disclosure,
    lifting,
    mask,
    opened,
    proposed,
)

of_reporter, of_whereabouts = mask(REPORTER_MASK), mask(WHEREABOUTS_MASK, is_fixed=True)
lifted = MaskLifted(
    mask_id=REPORTER_MASK, reason_code="no-harm", lifted_on=MONDAY, lifted_by="official-7"
)
passage = (Passage(first=4, end=9),)
adding = AddMask(
    mask_id=UUID(int=9),
    event_id=EVENT_ID,
    path="text",
    passages=passage,
    ground_code="third-person",
    on=MONDAY,
    by="official-7",
)
added = MaskAdded(
    mask_id=UUID(int=9),
    event_id=EVENT_ID,
    path="text",
    passages=passage,
    ground_code="third-person",
    added_on=MONDAY,
    added_by="official-7",
)


def test_an_official_keeps_back_what_no_rule_saw() -> None:
    disclosure.given(opened, proposed()).when(adding).then(added)


def test_a_passage_that_ends_before_it_begins_is_none() -> None:
    backwards = replace(adding, passages=(Passage(first=9, end=9),))
    disclosure.given(opened, proposed()).when(backwards).then_refused(EmptyPassage)


def test_the_same_part_is_kept_back_once() -> None:
    disclosure.given(opened, proposed(), added).when(adding).then_refused(MaskAlreadyThere)


def test_what_an_official_let_go_may_be_kept_back_again() -> None:
    let_go = MaskLifted(
        mask_id=UUID(int=9), reason_code="no-harm", lifted_on=MONDAY, lifted_by="official-7"
    )
    disclosure.given(opened, proposed(), added, let_go).when(adding).then(added)
    disclosure.given(opened, proposed(), added, let_go, added).when(deciding()).then_refused(
        MayNotWithhold
    )


def test_an_official_lets_a_part_be_given_for_a_reason() -> None:
    disclosure.given(opened, proposed(of_reporter)).when(lifting(REPORTER_MASK)).then(lifted)


def test_where_a_protected_person_is_can_be_let_go_by_nobody() -> None:
    known = disclosure.given(opened, proposed(of_whereabouts))
    known.when(lifting(WHEREABOUTS_MASK)).then_refused(MaskFixed)


def test_what_is_not_kept_back_is_not_let_go() -> None:
    known = disclosure.given(opened, proposed(of_reporter), lifted)
    known.when(lifting(REPORTER_MASK)).then_refused(NoSuchMask)


def test_nothing_is_masked_before_the_rules_were_asked() -> None:
    disclosure.given(opened).when(adding).then_refused(MasksNotProposed)
    disclosure.given(opened).when(deciding()).then_refused(MasksNotProposed)


def test_to_give_all_of_it_is_decided_by_whoever_may_release() -> None:
    known = disclosure.given(opened, proposed(of_reporter), lifted)
    known.when(deciding()).then(decided())
    known.when(deciding(release=None)).then_refused(MayNotRelease)


def test_to_keep_something_back_is_decided_with_reasons_by_whoever_may() -> None:
    known = disclosure.given(opened, proposed(of_reporter, of_whereabouts))
    words = "Det kan antas att anmälaren utsätts för våld."
    known.when(deciding(reasons=words, withhold="d-22")).then(
        DisclosureReasonsKept(reasons=words), decided(withheld=2)
    )
    known.when(deciding(withhold="d-22")).then_refused(ReasonsNeeded)


def test_where_nobody_was_delegated_to_keep_back_it_is_refused() -> None:
    known = disclosure.given(opened, proposed(of_reporter))
    known.when(deciding(reasons="Nej.")).then_refused(MayNotWithhold)


def test_what_is_decided_is_not_changed() -> None:
    known = disclosure.given(opened, proposed(of_reporter), decided(1))
    for command in (adding, lifting(REPORTER_MASK), deciding()):
        known.when(command).then_refused(DisclosureClosed)

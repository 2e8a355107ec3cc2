"""No look without a row: with the log shut nothing is shown, open it names whom each route shows.

The operations are those of the four OpenAPIs. One that can never show anybody is named here, with
all others of its kind; any other that answers while the log is shut fails.
"""

from collections.abc import Iterator

import pytest

from deploy.migrate import Deployment
from shared.testing.tokens import CASEWORKER, E_SERVICE, ROBOT, UNIT_HEAD, token_for
from tests.system import story
from tests.system.committee import Committee, running
from tests.system.looked_at import LookedAt, looked_at
from tests.system.operations import Operation, operations

ALL = list(operations())
OF_THE_API_ITSELF = {"apiInfo", "healthLive", "healthReady"}
A_SENDERS_OWN = {"reportConcern", "apply", "requestStatement", "readReceipt"}
OF_THE_LEDGER = {
    "listCheckpoints",
    "readLatestCheckpoint",
    "proveInclusion",
    "proveConsistency",
}
A_CONSUMERS_OWN = {
    "subscribeWebhook",
    "listWebhooks",
    "readWebhook",
    "replaceWebhookSecret",
    "resumeWebhook",
    "removeWebhook",
}
OF_FLOW = {"readFlow"}  # of whole weeks and all matters of a kind, with no unit and no official
OF_FIGURES = {  # nobody stands out of them
    "listDefinitions",
    "readFigure",
    "readFigureTable",
    "listPublishedFigures",
    "readPublishedFigure",
    "readRevision",
    "readIsuResults",
    "readNusoCompleteness",
}
NOBODYS = (
    OF_THE_API_ITSELF | A_SENDERS_OWN | A_CONSUMERS_OWN | OF_THE_LEDGER | OF_FLOW | OF_FIGURES
)
OF_LISTS_AS_WHOLES = {"listDisposalLists", "readDisposalList"}
OF_OFFICIALS = {"listReviews"}
OF_THE_AUTHORITY_ITSELF = {
    "listAdministrativeMatters",
    "readAdministrativeMatter",
    "readAuthorityClocks",
}
NOBODYS |= OF_LISTS_AS_WHOLES | OF_OFFICIALS | OF_THE_AUTHORITY_ITSELF
SHOWING = [each for each in ALL if each.name not in NOBODYS]
READ_FIRST = sorted(SHOWING, key=lambda each: (each.method, "Parked" not in each.name))
"""Then what waits for an official, for a change of its matter may take that away."""
OTHERS = sorted(
    (each for each in ALL if each.name in NOBODYS), key=lambda each: each.name == "removeWebhook"
)
STRANGER = token_for("analyst-9", "reporting", "analyst")


@pytest.fixture(scope="module")
def looked(
    fresh_store: Deployment, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[LookedAt]:
    """Yield a committee with one thing of every kind."""
    folder = tmp_path_factory.mktemp("looks")
    with running(fresh_store, folder, Committee) as committee:
        yield looked_at(committee)


@pytest.mark.parametrize("operation", SHOWING, ids=str)
def test_with_the_log_shut_nothing_is_shown(looked: LookedAt, operation: Operation) -> None:
    with looked.shut():
        answer = looked.ask(operation)
    assert (answer.status_code, answer.json()["code"]) == (503, "access-not-logged")
    assert not [person for person in looked.persons() if person in answer.text]


@pytest.mark.parametrize("operation", OTHERS, ids=str)
def test_what_shows_nobody_needs_no_log(looked: LookedAt, operation: Operation) -> None:
    before = looked.last
    with looked.shut():
        answer = looked.ask(operation)
    assert answer.status_code in (200, 201, 404, 409, 422)
    assert not [person for person in looked.persons() if person in answer.text]
    assert looked.looks_after(before) == []


@pytest.mark.parametrize("operation", READ_FIRST, ids=str)
def test_each_answer_leaves_one_row_that_names_whom_it_shows(
    looked: LookedAt, operation: Operation
) -> None:
    before = looked.last
    answer = looked.ask(operation)
    ((service, route, outcome, _, person_ids, hit_ids, purpose),) = looked.looks_after(before)
    shown = {person for person in looked.persons() if person in answer.text}
    assert (service, outcome) == (operation.service, "shown" if answer.is_success else "declined")
    assert route.count("{") == operation.path.count("{")
    assert purpose in operation.rights
    assert shown <= {str(person) for person in person_ids}
    asked_of = looked.ids.get("personId") if "{" in operation.path else None
    assert person_ids or hit_ids or not asked_of


def test_what_is_refused_is_logged_too(looked: LookedAt) -> None:
    before, intake_id = looked.last, looked.ids["intakeId"]
    answer = looked.committee.get(STRANGER, "intake", f"/intakes/{intake_id}")
    ((_, route, outcome, subject, _, hit_ids, _),) = looked.looks_after(before)
    assert answer.status_code == 403
    assert (route, outcome, subject) == ("/intakes/{intake_id}", "refused", "analyst-9")
    assert [str(hit) for hit in hit_ids] == [intake_id]


def test_a_304_confirms_and_so_is_logged(looked: LookedAt) -> None:
    committee, path = looked.committee, f"/intakes/{looked.ids['intakeId']}"
    seen = committee.get(CASEWORKER, "intake", path).headers["etag"]
    url = f"{committee.plans['intake'].url}{path}"
    headers = {"Authorization": f"Bearer {CASEWORKER}", "If-None-Match": seen}
    before = looked.last
    assert committee.http.get(url, headers=headers).status_code == 304
    assert len(looked.looks_after(before)) == 1
    with looked.shut():
        assert committee.http.get(url, headers=headers).status_code == 503


def test_a_change_that_cannot_be_logged_is_not_made(looked: LookedAt) -> None:
    committee = looked.committee
    (intake_id,) = committee.matters_of(story.report(committee))
    path = f"/intakes/{intake_id}"
    seen = committee.get(UNIT_HEAD, "intake", path).headers["etag"]
    body = {"official": "official-7", "unit": "barn-norr", "assignedOn": "2026-01-01"}
    with looked.shut():
        answer = committee.post(UNIT_HEAD, "intake", f"{path}/assign", body, seen=seen)
    assert answer.status_code == 503
    assert committee.get(UNIT_HEAD, "intake", path).headers["etag"] == seen


def test_a_report_of_concern_is_received_though_no_look_can_be_logged(looked: LookedAt) -> None:
    with looked.shut():
        answer = looked.committee.post(E_SERVICE, "intake", "/concern-reports", story.concern())
    assert answer.status_code == 201


def test_an_answer_given_again_names_the_same_persons(looked: LookedAt) -> None:
    before = looked.last
    claims, minute = "/worklists/sibling-check/claims", {"leaseSeconds": 60}
    answers = [
        looked.committee.post(ROBOT, "intake", claims, minute, key="the-same") for _ in range(2)
    ]
    first, again = looked.looks_after(before)
    assert answers[1].headers["idempotency-replayed"] == "true"
    assert first == again

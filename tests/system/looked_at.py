"""A committee with something to look at by every route, and its access log."""

import base64
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

import httpx
import psycopg

from shared.kernel.clock import new_id, today
from shared.testing.tokens import ANALYST, CASEWORKER, ROBOT, UNIT_HEAD, bearer
from tests.system import story
from tests.system.committee import Committee, accepted, until
from tests.system.operations import Operation
from tests.system.words import words

CHILD, GUARDIAN = "200001052380", "199107172380"
LISTS = ("sibling-check", "handover", "closing-summary")
SHUT = (
    "CREATE TRIGGER shut BEFORE INSERT ON access.look"
    " FOR EACH STATEMENT EXECUTE FUNCTION store.refuse_change()"
)
PARK = """
    WITH item AS (
        INSERT INTO intake.work_item (item_id, worklist, stream_id, person_id, created_on, state)
        SELECT %s, %s, intake_id, person_id, received_on, 'waiting'
        FROM intake.intake WHERE intake_id = %s
        RETURNING *)
    INSERT INTO intake.claim
        (item_id, worklist, stream_id, person_id, created_on, claim_id, subject, attempts)
    SELECT item_id, worklist, stream_id, person_id, created_on, item_id, 'robot-1', 5 FROM item"""
QUERIES = {
    "selectLooks": {"fromOn": "2020-01-01", "untilOn": "2100-01-01", "seed": "s"},
    "readFigure": {"period": "2025"},
    "readFigureTable": {"period": "2025"},
}
LOOKS = """
    SELECT service, route, outcome, actor_subject, person_ids, hit_ids, purpose
    FROM access.look WHERE seq > %s ORDER BY seq"""


@dataclass(frozen=True, slots=True, kw_only=True)
class LookedAt:
    """A committee whose every kind of thing has one of a known id."""

    committee: Committee
    ids: Mapping[str, str]

    def ask(self, operation: Operation) -> httpx.Response:
        """Ask for ``operation`` by its example; of a stream only the beginning is read."""
        headers = bearer(operation.caller) if operation.rights else {}
        if operation.method == "POST":
            headers |= {"Idempotency-Key": str(new_id()), "If-Match": '"1"'}
        ids = {**self.ids, **({"personId": self.ids["guardianId"]} if _guards(operation) else {})}
        if operation.name.startswith("giveBack"):
            ids["itemId"] = ids[f"{operation.worklist}.givenBackId"]
            del ids[f"{operation.worklist}.itemId"]
        url = f"{self.committee.plans[operation.service].url}{operation.at(ids)}"
        request = self.committee.http.build_request(
            operation.method,
            url,
            headers=headers,
            json=self._body(operation),
            params=QUERIES.get(operation.name, {}),
        )
        answer = self.committee.http.send(request, stream=True)
        is_endless = answer.headers.get("content-type", "").startswith("text/event-stream")
        if not is_endless:
            answer.read()
            return answer
        begun = next(answer.iter_bytes())
        answer.close()
        return httpx.Response(answer.status_code, content=begun)

    def looks_after(self, seq: int) -> Sequence[tuple[Any, ...]]:
        """Return the rows of the log after ``seq``."""
        return self.committee.rows(LOOKS, seq)

    @property
    def last(self) -> int:
        """The number of the log's last row."""
        return int(self.committee.rows("SELECT coalesce(max(seq), 0) FROM access.look")[0][0])

    def persons(self) -> Sequence[str]:
        """Return every pseudonym there is."""
        return [str(row[0]) for row in self.committee.rows("SELECT person_id FROM intake.person")]

    @contextmanager
    def shut(self) -> Iterator[None]:
        """Let the log take no row."""
        admin_url = self.committee.store.admin_url
        with psycopg.connect(admin_url, autocommit=True) as admin:
            admin.execute(SHUT)
            try:
                yield
            finally:
                admin.execute("DROP TRIGGER shut ON access.look")

    def _body(self, operation: Operation) -> Any:
        own = {
            "searchPerson": {"number": CHILD},
            "resumeWebhook": {"after": 0},
            "publishFigure": {"revises": None},
            "deliverReport": {"decisionIds": []},
            "drawUpDisposalList": {"year": 2101},
            "signReview": {"fromOn": "2020-01-01", "untilOn": "2020-01-31", "findings": []},
            "breakGlass": {"number": CHILD, "personId": None},
            "openWithoutNeedsAssessment": {"personId": self.ids["personId"]},
        }.get(operation.name)
        return operation.example | own if own else operation.example


def _guards(operation: Operation) -> bool:
    """Say whether it closes or opens a person: then another than whom the rest is about."""
    acts = ("mark-protection", "lift-protection", "admit-official", "remove-official")
    return operation.path.endswith(acts)


def _guarded(committee: Committee, person_id: str, guardian_id: str) -> Mapping[str, str]:
    """Leave a broken glass to review; return its id, and whom to protect."""
    asked = {"personId": person_id, "reasonCode": "danger", "reason": words("Sökt i natt")}
    broken = accepted(committee.post(CASEWORKER, "intake", "/glass-breakings", asked)).json()
    path = f"/glass-breakings?atLeast={broken['eventId']}"
    accepted(committee.get(UNIT_HEAD, "intake", path))
    return {"glassId": broken["glassId"], "guardianId": guardian_id}


def looked_at(committee: Committee) -> LookedAt:
    """Play the story, twice, and leave one thing of every kind behind."""
    file = {"fileName": "fil.pdf", "content": base64.b64encode(b"%PDF-1.7\n").decode()}
    guardian = {"childPlaces": [0], "name": words("Vera"), "number": GUARDIAN}
    told = story.concern(
        story.child(number=CHILD),
        story.child(),
        story.child(),
        guardians=[guardian],
        attachments=[file],
    )
    receipt_id = story.report(committee, told)
    first, second, third = committee.matters_of(receipt_id, 3)
    for intake_id in (first, second, third):
        story.receive(committee, intake_id)
    ids = {"receiptId": receipt_id, "intakeId": first, "anyId": first}
    ids.update(_followed(committee, first))
    ids.update(_reported(committee, third))
    persons = [line["personId"] for line in committee.thread(first)]
    ids["personId"] = str(persons[-1])
    report = accepted(committee.get(CASEWORKER, "intake", f"/intakes/{first}/report")).json()
    (closed,) = committee.matters_of(story.report(committee))
    story.receive(committee, closed, "no-action")
    ids["listId"] = _disposal_list(committee)
    ids["disclosureId"] = _disclosure(committee, ids["personId"])
    ids["administrativeMatterId"] = _administrative_matter(committee)
    ids["attachmentId"] = report["attachments"][0]["attachmentId"]
    ids["webhookId"] = _webhook_at_rest(committee)
    (guardian_of,) = committee.rows(
        "SELECT DISTINCT other_person_id FROM intake.relation WHERE relation = 'guardian'"
    )
    ids.update(_guarded(committee, ids["personId"], str(guardian_of[0])))
    seeded = LookedAt(committee=committee, ids=ids)
    return replace(seeded, ids={**ids, **_robots_work(committee, second)})


def _reported(committee: Committee, intake_id: str) -> Mapping[str, str]:
    """Grant what is never carried out; deliver a report about another quarter, and a list."""
    story.investigate(committee, intake_id)
    body = {"kind": "unexecuted-decisions", "quarter": "2026Q1", "deliveredOn": "2026-04-07"}
    made = accepted(committee.post(UNIT_HEAD, "reporting", "/delivered-reports", body))
    meeting = {"body": "committee", "meetingOn": "2026-01-15"}
    meeting_id = accepted(committee.post(UNIT_HEAD, "reporting", "/meetings", meeting)).json()[
        "id"
    ]
    told = f"/meetings/{meeting_id}/deliver-delegation-list"
    on = {"deliveredOn": "2026-01-14"}
    accepted(committee.post(UNIT_HEAD, "reporting", told, on, seen='"1"'))
    figure = {"figure": "children-intakes", "period": "2025", "publishedOn": "2026-03-02"}
    published = accepted(committee.post(UNIT_HEAD, "reporting", "/published-figures", figure))
    ids = {"reportId": str(made.json()["id"]), "meetingId": str(meeting_id)}
    ids["publicationId"] = str(published.json()["id"])
    return {"figure": "children-intakes", "quarter": "2030Q1", **ids}


def _disclosure(committee: Committee, person_id: str) -> str:
    """Begin to give the person what is kept; nobody has proposed yet what to keep back."""
    asked = {"kind": "register-extract", "recipient": "self"}
    path = f"/persons/{person_id}/disclosures"
    return str(accepted(committee.post(UNIT_HEAD, "intake", path, asked)).json()["id"])


def _webhook_at_rest(committee: Committee) -> str:
    """Subscribe to what never happens here: each message would be a look of its own."""
    asked = {"url": "https://hook.example/", "types": ["intake.disposal-certified.v1"]}
    made = accepted(committee.post(ANALYST, "reporting", "/webhooks", asked))
    return str(made.json()["webhookId"])


def _administrative_matter(committee: Committee) -> str:
    asked = {
        "kindCode": "public-document-request",
        "factCode": "document-requested",
        "happenedOn": "2026-03-02",
    }
    made = accepted(committee.post(CASEWORKER, "intake", "/administrative-matters", asked))
    return str(made.json()["id"])


def _disposal_list(committee: Committee) -> str:
    drawn: list[httpx.Response] = []

    def is_drawn() -> bool:
        drawn.append(committee.post(UNIT_HEAD, "intake", "/disposal-lists", {"year": 2100}))
        return drawn[-1].is_success

    until(is_drawn, "something that is to be disposed of in time")
    return str(drawn[-1].json()["id"])


def _followed(committee: Committee, intake_id: str) -> Mapping[str, str]:
    investigation_id = story.investigate(committee, intake_id)
    intervention_id = story.support(committee, intake_id)
    path = f"/investigations/{investigation_id}/decisions"

    def decided() -> Any:
        return accepted(committee.get(CASEWORKER, "investigation", path)).json()["items"]

    return {
        "investigationId": investigation_id,
        "interventionId": intervention_id,
        "decisionId": decided()[0]["id"],
    }


def _robots_work(committee: Committee, intake_id: str) -> Mapping[str, str]:
    """Leave something parked, something claimed and something waiting on every list."""
    ids: dict[str, str] = {}
    with psycopg.connect(committee.store.admin_url) as admin:
        for worklist in LISTS:
            waiting = "INSERT INTO intake.work_item VALUES (%s, %s, %s, NULL, %s, 'waiting')"
            for _ in range(4):
                admin.execute(waiting, (new_id(), worklist, intake_id, today()))
            for name in ("itemId", "givenBackId"):
                item_id = new_id()
                admin.execute(PARK, (item_id, worklist, intake_id))
                ids[f"{worklist}.{name}"] = str(item_id)
    for worklist in LISTS:
        path = f"/worklists/{worklist}/claims"
        claimed = accepted(committee.post(ROBOT, "intake", path, {"leaseSeconds": 900})).json()
        ids[f"{worklist}.claimId"] = claimed["claimId"]
    return ids

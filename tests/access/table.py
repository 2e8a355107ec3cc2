"""The declared expectations: one row for each route, and what each kind of row means.

A cell is five signs, for the cases own, other unit, protected, ended, merged with a protected one:
``+`` let through, ``-`` refused (403), ``0`` answered as if there were none (404). Of lists: ``x``
is in it, ``.`` is not, ``o`` may be. Whoever is not in a row lacks the right: refused everywhere.
"""

from collections.abc import Mapping
from typing import Final

Row = Mapping[str, str]

_HANDLERS: Row = {
    "answers": "+-++0",
    "colleague": "+-0-0",
    "elsewhere": "-+0-0",
    "head": "+-0+0",
    "other-head": "-+0-0",
}
CASE: Final[Row] = _HANDLERS
CASE_OR_ROBOT: Final[Row] = {**_HANDLERS, "robot": "00000"}
_NOT_ASKED: Row = dict.fromkeys(("subcommittee", "chair", "committee"), "--0-0")
CASE_OR_DECIDER: Final[Row] = {**_HANDLERS, **_NOT_ASKED}
CASE_DECIDER_OR_ROBOT: Final[Row] = {**CASE_OR_ROBOT, **_NOT_ASKED}
_HEADS: Row = {who: cell for who, cell in _HANDLERS.items() if who.endswith("head")}
FOLLOWED_UP: Final[Row] = {**_HEADS, "analyst": "++0+0", "official-analyst": "++0+0"}
GUARDED: Final[Row] = {"head": "+0+++", "other-head": "0+000"}

_OPEN_LIST: Row = {
    "answers": "x.x..",
    "colleague": "x....",
    "elsewhere": ".x...",
    "head": "x....",
    "other-head": ".x...",
    "robot": ".....",
}
_NOTHING: Row = dict.fromkeys(("subcommittee", "chair", "committee"), ".....")
OPEN_INTAKES: Final[Row] = {**_OPEN_LIST, "answers": "x.xx.", "head": "x..x."}
OPEN_LIST: Final[Row] = _OPEN_LIST
OPEN_LIST_OR_DECIDER: Final[Row] = {**_OPEN_LIST, **_NOTHING}
OPEN_MATTERS: Final[Row] = {
    **{who: cell for who, cell in _OPEN_LIST.items() if who.endswith("head")},
    "analyst": "xx...",
    "official-analyst": "xx...",
}
PERHAPS: Final[Row] = {
    "head": "o..o.",
    "other-head": ".o...",
    "analyst": "oo.o.",
    "official-analyst": "oo.o.",
}
FOLLOWED_CASE: Final[Row] = {**_HANDLERS, **FOLLOWED_UP}
OWN_WATCHED: Final[Row] = {  # of the whole unit's matters, an official's list has her own
    **PERHAPS,
    "answers": "o.oo.",
    "colleague": ".....",
    "elsewhere": ".....",
}
WARNED_OF: Final[Row] = {
    "head": "o..o.",
    "other-head": ".o...",
    "robot": "oo.o.",
    "analyst": "oo.o.",
    "official-analyst": "oo.o.",
}
FEED: Final[Row] = {"analyst": "xx.x."}
KEPT_BACK: Final[Row] = {
    "answers": "..o..",
    **dict.fromkeys(("colleague", "elsewhere", "head", "other-head"), "....."),
}
GUARDED_LIST: Final[Row] = {"head": "..x.x", "other-head": "....."}
FOUND: Final[Row] = {
    "answers": "xxxx.",  # of the merged one, they find the pseudonym that remains
    **dict.fromkeys(("colleague", "elsewhere", "head", "other-head"), "xx.x."),
}

ANYBODY: Final = frozenset({"*"})
PROGRAMS: Final = frozenset({"robot"})
OFFICIALS: Final = frozenset(_HANDLERS)
SENDERS: Final = OFFICIALS | {"e-service"}
HEADS: Final = frozenset({"head", "other-head"})
READERS: Final = frozenset({"analyst"})
FOLLOWERS: Final = HEADS | {"analyst", "official-analyst"}
DISPOSERS: Final = HEADS | {"subcommittee", "chair", "committee"}
"""Rows that name no case: who has the right."""

_CLAIMS = {
    f"intake {method} /worklists/{worklist}/claims{path}": PROGRAMS
    for worklist in ("sibling-check", "handover", "closing-summary")
    for method, path in (
        ("POST", ""),
        ("GET", "/{claimId}"),
        ("POST", "/{claimId}/heartbeat"),
        ("POST", "/{claimId}/complete"),
        ("POST", "/{claimId}/fail"),
        ("POST", "/{claimId}/release"),
    )
}
_PARKED = {
    f"intake {method} /worklists/{worklist}/parked-items{path}": row
    for worklist in ("sibling-check", "handover", "closing-summary")
    for method, path, row in (
        ("GET", "", KEPT_BACK),
        ("POST", "/{itemId}/return", CASE),
        ("POST", "/{itemId}/complete", CASE),
    )
}
_CORRECTIONS = {
    f"{thing}/{act}": CASE
    for thing in (
        "intake {} /intakes/{{intakeId}}",
        "intake {} /persons/{{personId}}",
        "investigation {} /investigations/{{investigationId}}",
        "investigation {} /decisions/{{decisionId}}",
        "interventions {} /interventions/{{interventionId}}",
    )
    for act in ("facts", "annul-fact", "approve-correction", "correct-fact", "dispute-fact")
}
_CORRECTIONS = {
    name.format("GET" if name.endswith("/facts") else "POST"): row
    for name, row in _CORRECTIONS.items()
}
_OPERATIONS = {
    f"{service} GET {path}": ANYBODY
    for service in ("intake", "investigation", "interventions", "reporting")
    for path in ("/api-info", "/health/live", "/health/ready")
}

TABLE: Final[Mapping[str, Row | frozenset[str]]] = {
    "intake POST /concern-reports": SENDERS,
    "intake POST /applications": SENDERS,
    "intake POST /statement-requests": SENDERS,
    "intake GET /receipts/{receiptId}": SENDERS,
    "intake GET /intakes": OPEN_INTAKES,
    "intake GET /intakes/{intakeId}": CASE_OR_ROBOT,
    "intake GET /intakes/{intakeId}/report": CASE_OR_ROBOT,
    "intake GET /intakes/{intakeId}/attachments/{attachmentId}": CASE,
    "intake GET /intakes/{intakeId}/notes": CASE,
    "intake GET /intakes/{intakeId}/siblings": CASE_OR_ROBOT,
    "intake GET /intakes/{intakeId}/history": CASE_OR_ROBOT,
    "intake POST /intakes/{intakeId}/assess-protection": CASE,
    "intake POST /intakes/{intakeId}/assign": CASE,
    "intake POST /intakes/{intakeId}/reassign": CASE,
    "intake POST /intakes/{intakeId}/extend-preliminary-assessment": CASE,
    "intake POST /intakes/{intakeId}/conclude-preliminary-assessment": CASE,
    "intake POST /intakes/{intakeId}/request-feedback": CASE,
    "intake POST /intakes/{intakeId}/give-feedback": CASE,
    "intake POST /intakes/{intakeId}/withhold-feedback": CASE,
    "intake POST /person-searches": FOUND,
    "intake GET /persons/{personId}": CASE,
    "intake POST /persons/{personId}/mark-protection": CASE,
    "intake POST /persons/{personId}/mark-sides": CASE,
    "intake POST /persons/{personId}/lift-protection": GUARDED,
    "intake POST /persons/{personId}/admit-official": GUARDED,
    "intake POST /persons/{personId}/remove-official": GUARDED,
    "intake GET /guarded-matters": GUARDED_LIST,
    "intake POST /glass-breakings": OFFICIALS,
    "intake POST /ivo-identities": OFFICIALS,
    "intake POST /persons/{personId}/change-number": CASE,
    "intake POST /persons/{personId}/merge": CASE,
    "intake POST /persons/{personId}/reverse-merge": CASE,
    "interventions POST /delay-texts": OFFICIALS,
    "intake GET /glass-breakings": HEADS,
    "intake GET /glass-breakings/{glassId}": HEADS,
    "intake POST /glass-breakings/{glassId}/review": HEADS,
    **{
        f"intake {method} /persons/{{personId}}/disclosures{path}": CASE
        for method, path in (
            ("GET", ""),
            ("POST", ""),
            ("GET", "/{disclosureId}"),
            ("GET", "/{disclosureId}/masks"),
            ("POST", "/{disclosureId}/add-mask"),
            ("POST", "/{disclosureId}/lift-mask"),
            ("POST", "/{disclosureId}/decide"),
            ("POST", "/{disclosureId}/deliver"),
        )
    },
    "intake GET /persons/{personId}/retention": DISPOSERS,
    **{
        f"intake {route}": DISPOSERS
        for route in (
            "GET /disposal-lists",
            "POST /disposal-lists",
            "GET /disposal-lists/{listId}",
            "GET /disposal-lists/{listId}/files",
            "POST /disposal-lists/{listId}/approve",
            "POST /disposal-lists/{listId}/hold",
            "POST /disposal-lists/{listId}/lift-hold",
            "POST /disposal-lists/{listId}/review",
        )
    },
    "intake GET /administrative-matters": OFFICIALS | PROGRAMS,
    "intake GET /administrative-matters/{administrativeMatterId}": OFFICIALS | PROGRAMS,
    "intake POST /administrative-matters": OFFICIALS,
    **{
        f"intake POST /administrative-matters/{{administrativeMatterId}}/{act}": OFFICIALS
        for act in ("annul-fact", "assign", "extend", "facts")
    },
    **_CORRECTIONS,
    "investigation GET /decisions/{decisionId}/facts": CASE_OR_DECIDER,
    **_CLAIMS,
    **_PARKED,
    "investigation GET /investigations": OPEN_LIST_OR_DECIDER,
    "investigation GET /investigations/{investigationId}": CASE_DECIDER_OR_ROBOT,
    "investigation GET /investigations/{investigationId}/decisions": CASE_DECIDER_OR_ROBOT,
    "investigation GET /investigations/{investigationId}/notes": CASE_OR_DECIDER,
    "investigation POST /investigations/{investigationId}/assign": CASE,
    "investigation POST /investigations/{investigationId}/reassign": CASE,
    "investigation POST /investigations/{investigationId}/plan": CASE,
    "investigation POST /investigations/{investigationId}/record-contact": CASE,
    "investigation POST /investigations/{investigationId}/apply-instrument": CASE,
    "investigation POST /investigations/{investigationId}/extend": CASE_OR_DECIDER,
    "investigation POST /investigations/{investigationId}/communicate": CASE,
    "investigation POST /investigations/{investigationId}/ask-for-decision": CASE,
    "investigation POST /investigations/{investigationId}/decide": CASE_OR_DECIDER,
    "investigation POST /investigations/{investigationId}/close": CASE,
    "investigation GET /investigations/{investigationId}/circumstances": CASE_DECIDER_OR_ROBOT,
    "investigation POST /investigations/{investigationId}/circumstances": CASE,
    "investigation GET /decisions/{decisionId}": CASE_DECIDER_OR_ROBOT,
    "investigation GET /decisions/{decisionId}/notes": CASE_OR_DECIDER,
    "investigation POST /decisions/{decisionId}/register-appeal": CASE,
    "investigation POST /decisions/{decisionId}/postpone": CASE,
    "investigation POST /decisions/{decisionId}/withdraw": CASE,
    "investigation POST /decisions/{decisionId}/replace": CASE_OR_DECIDER,
    "interventions POST /interventions": OFFICIALS,
    "interventions GET /interventions": OPEN_LIST,
    "interventions GET /unexecuted-decisions": OPEN_LIST,
    "interventions GET /interventions/{interventionId}": CASE_OR_ROBOT,
    "interventions GET /interventions/{interventionId}/goals": CASE_OR_ROBOT,
    "interventions GET /interventions/{interventionId}/notes": CASE,
    **{
        f"interventions POST /interventions/{{interventionId}}/{act}": CASE
        for act in (
            "assign",
            "reassign",
            "offer",
            "decline",
            "execute",
            "interrupt",
            "resume",
            "explain-non-execution",
            "set-goal",
            "state-need",
            "state-start-reasons",
            "plan-dose",
            "hold-session",
            "miss-session",
            "measure",
            "answer-own-view",
            "follow-up",
            "swap-method",
            "end",
        )
    },
    "reporting GET /threads/{anyId}": FOLLOWED_CASE,
    "reporting GET /threads/{anyId}/clocks": FOLLOWED_CASE,
    "reporting GET /isu-chains/{anyId}": FOLLOWED_UP,
    "reporting GET /authority-clocks": FOLLOWERS,
    "reporting GET /open-matters": OPEN_MATTERS,
    "reporting GET /open-matter-counts": PERHAPS,
    "reporting GET /watch-list": OWN_WATCHED,
    "reporting GET /watch-counts": OWN_WATCHED,
    "reporting GET /warnings": WARNED_OF,
    "reporting GET /delegated-decisions": PERHAPS,
    "reporting GET /delegation-sweep": PERHAPS,
    "reporting GET /flow": FOLLOWERS,
    "reporting GET /figure-definitions": FOLLOWERS,
    "reporting GET /figures/{figure}": FOLLOWERS,
    "reporting GET /isu-results": FOLLOWERS,
    "reporting GET /nuso-completeness": FOLLOWERS,
    "reporting GET /nuso-records/{anyId}": FOLLOWED_UP,
    "reporting GET /figures/{figure}/table": FOLLOWERS,
    "reporting GET /published-figures": FOLLOWERS,
    "reporting POST /published-figures": HEADS | READERS,
    "reporting GET /published-figures/{publicationId}": FOLLOWERS,
    "reporting GET /published-figures/{publicationId}/revision": FOLLOWERS,
    "reporting GET /access-review-selection": HEADS,
    "reporting GET /access-reviews": HEADS,
    "reporting POST /access-reviews": HEADS,
    "reporting GET /persons/{personId}/access-log": HEADS,
    "reporting GET /unexecuted-decisions": FOLLOWERS,
    "reporting GET /unexecuted-reports/{quarter}": FOLLOWERS,
    "reporting GET /unexecuted-reports/{quarter}/page": FOLLOWERS,
    "reporting GET /unexecuted-reports/{quarter}/statistics": FOLLOWERS,
    "reporting GET /unexecuted-reports/{quarter}/table": FOLLOWERS,
    "reporting GET /delivered-reports": FOLLOWERS,
    "reporting GET /delivered-reports/{reportId}": FOLLOWERS,
    "reporting GET /delivered-reports/{reportId}/differences": FOLLOWERS,
    "reporting POST /delivered-reports": HEADS | READERS,
    "reporting GET /meetings": FOLLOWERS,
    "reporting POST /meetings": HEADS | READERS,
    "reporting GET /meetings/{meetingId}": FOLLOWERS,
    "reporting POST /meetings/{meetingId}/cancel": HEADS | READERS,
    "reporting POST /meetings/{meetingId}/deliver-delegation-list": HEADS | READERS,
    "reporting GET /meetings/{meetingId}/delegation-list": FOLLOWERS,
    "reporting GET /meetings/{meetingId}/delegation-list/differences": FOLLOWERS,
    "reporting GET /urgent-decisions": FOLLOWERS,
    "reporting GET /webhooks": READERS,
    "reporting POST /webhooks": READERS,
    "reporting GET /webhooks/{webhookId}": READERS,
    "reporting POST /webhooks/{webhookId}/remove": READERS,
    "reporting POST /webhooks/{webhookId}/replace-secret": READERS,
    "reporting POST /webhooks/{webhookId}/resume": READERS,
    "reporting GET /events": FEED,
    "reporting GET /event-stream": READERS,
    "reporting GET /checkpoints": READERS,
    "reporting GET /checkpoints/latest": READERS,
    "reporting GET /proofs/inclusion": READERS,
    "reporting GET /proofs/consistency": READERS,
    **_OPERATIONS,
}

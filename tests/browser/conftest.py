"""Reporting and the development log-in as processes, a browser, and a unit to look at."""

import json
import os
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import httpx
import psycopg
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from deploy.development import AUDIENCE, Trust, issuer_folder, make_plans, with_login
from deploy.launcher import launched
from deploy.migrate import Deployment
from services.reporting.domain.quarters import Quarter
from shared.access.issuer import DEVELOPMENT_ISSUER, DevelopmentIssuer
from shared.kernel.clock import today
from tests import postgres
from tests.browser.unit import Child, settle

CHROMIUM = os.environ.get("RODATRADEN_CHROMIUM") or shutil.which("chromium") or ""
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 60.0
BEHIND = """
    SELECT (SELECT count(*) FROM store.event) = (SELECT count(*) FROM store.ledger)
       AND (SELECT count(*) > 3 AND min(position) = (SELECT max(position) FROM store.ledger)
            FROM reporting.tracking)"""


@dataclass(frozen=True)
class Site:
    """Where the pages are, and a child whose thread is long."""

    url: str
    child: Child
    admin_url: str
    meeting_id: str  # that has been told
    report_id: str  # that has been delivered


@pytest.fixture(scope="session")
def site(
    migrated_template: Deployment, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("site")
    with postgres.clone(migrated_template, 9500) as database:
        target = replace(migrated_template, admin_url=database.admin_url)
        child = settle(database.admin_url, today())
        believed = _trust(folder)
        free = {"RODATRADEN_PORTS": "free"}
        every = [p for p in make_plans(target, believed, folder, free) if p.name == "reporting"]
        plans = with_login(every, believed, folder, free)
        with launched(plans, lambda line: None, lambda services: None):
            _wait_until_read(database.admin_url)
            url = next(plan.url for plan in plans if plan.name == "reporting")
            with httpx.Client(base_url=url, headers=_head(folder), timeout=PATIENCE) as head:
                meeting_id, report_id = _hand_over(head)
            _wait_until_read(database.admin_url)
            yield Site(url, child, database.admin_url, meeting_id, report_id)


def _hand_over(head: httpx.Client) -> tuple[str, str]:
    """Let one meeting have been told, another be ahead, and a report be delivered."""
    held, told = today() - timedelta(30), today() - timedelta(31)

    def post(path: str, body: dict[str, str], **headers: str) -> str:
        answer = head.post(path, json=body, headers=headers)
        assert answer.is_success, answer.text
        return str(answer.json()["id"])

    post("/meetings", {"body": "subcommittee", "meetingOn": (today() + timedelta(9)).isoformat()})
    past = today() - timedelta(60)
    post("/meetings", {"body": "committee", "meetingOn": past.isoformat()})
    meeting_id = post("/meetings", {"body": "subcommittee", "meetingOn": held.isoformat()})
    delivering = f"/meetings/{meeting_id}/deliver-delegation-list"
    post(delivering, {"deliveredOn": told.isoformat()}, **{"if-match": '"1"'})
    quarter = Quarter.of(today()).preceding()
    report = {"kind": "unexecuted-decisions", "quarter": str(quarter)}
    return meeting_id, post("/delivered-reports", {**report, "deliveredOn": today().isoformat()})


def _head(folder: Path) -> dict[str, str]:
    token = _issuer(folder).issue(
        subject="enhetschef-2",
        client_kind="official",
        client_id="handlaggarstod",
        roles=["unit-head"],
        scopes=["reporting:read", "reporting:deliver"],
        unit="barn-norr",
        minutes=5,
    )
    return {"Authorization": f"Bearer {token}"}


def _issuer(folder: Path) -> DevelopmentIssuer:
    return DevelopmentIssuer.open(
        issuer_folder(folder), issuer=DEVELOPMENT_ISSUER, audience=AUDIENCE
    )


def _trust(folder: Path) -> Trust:
    issuer = _issuer(folder)
    (folder / "jwks.json").write_text(json.dumps(issuer.jwks()))
    jwks = str(folder / "jwks.json")
    return Trust(issuer=DEVELOPMENT_ISSUER, audience=AUDIENCE, jwks=jwks)


def _wait_until_read(admin_url: str) -> None:
    """Wait, bounded, until reporting has read the whole ledger."""
    deadline = time.monotonic() + PATIENCE
    with psycopg.connect(admin_url, autocommit=True) as admin:
        while admin.execute(BEHIND).fetchone() != (True,):
            assert time.monotonic() < deadline, "reporting has not read all that happened"
            time.sleep(0.1)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    assert CHROMIUM, "Chromium is missing: apt-get install chromium, or set RODATRADEN_CHROMIUM"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def cookies(chromium: Browser, site: Site) -> list[object]:
    """Return the cookies of an official who has logged in, by the page for it."""
    context = chromium.new_context()
    log_in(context.new_page(), site)
    kept: list[object] = list(context.cookies())
    context.close()
    return kept


@pytest.fixture
def context(chromium: Browser, cookies: list[object]) -> Iterator[BrowserContext]:
    """Yield a window of that official's."""
    opened = chromium.new_context(viewport={"width": 1200, "height": 900}, locale="sv-SE")
    opened.add_cookies(cookies)  # type: ignore[arg-type]  # as the browser gave them
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def log_in(page: Page, site: Site, who: str = "Enhetschef, barn-norr") -> None:
    """Log in, as the head of the unit or as somebody else of those to choose among."""
    page.goto(f"{site.url}/pages")
    page.get_by_role("button", name=who).click()
    page.wait_for_url(f"{site.url}/pages")

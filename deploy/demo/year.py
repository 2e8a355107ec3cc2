"""A year of a simulated municipality, and what its officials then see: reports, lists, pages."""

import asyncio
import re
from collections.abc import Mapping
from html import unescape
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx

from deploy.demo.callers import Caller, DemoFailed
from deploy.demo.cast import ANALYST, UNIT_HEAD
from deploy.development import development_issuer
from deploy.output import Output
from deploy.running import Trial
from deploy.simulation.filling import fill, settle, wanted_of
from deploy.simulation.ground import make_anew, own_deployment
from deploy.simulation.serving import serving
from services.reporting.domain.quarters import Quarter
from shared.kernel.clock import today

POPULATION, SEED = 3_000, 7  # as many as one small unit answers for
FREE = {"RODATRADEN_PORTS": "free"}
PAGES = ("/pages", "/pages/watch", "/pages/unexecuted", "/pages/flow")
SHOWN = 5  # lines of a list


def live_a_year(trial: Trial, output: Output) -> Mapping[str, Any]:
    """Simulate a year that ended yesterday, and return what is seen of it.

    Raises:
        DemoFailed: a service answered otherwise than it should.
    """
    var = trial.var / "year"
    target = own_deployment(trial.target.admin_url, var)
    make_anew(target, lambda line: None)
    output.tell(f"a year of a simulated municipality of {POPULATION} inhabitants")
    simulated, _ = asyncio.run(fill(target, var, wanted_of(1, POPULATION, SEED, None)))
    asyncio.run(settle(target))
    output.tell(f"{simulated['matters']} matters, {simulated['position']} events")
    with (
        serving(target, var, FREE, lambda line: None) as plans,
        httpx.Client(timeout=30, trust_env=False, follow_redirects=True) as http,
    ):
        urls = {plan.name: plan.url for plan in plans}
        issuer = development_issuer(var, {})
        seen = {
            "simulated": simulated,
            "report": _report(Caller(ANALYST, urls, issuer, http), output),
            "watchList": _watch_list(Caller(UNIT_HEAD, urls, issuer, http), output),
            "pages": _pages(urls["reporting"], http, output),
        }
    output.tell("to look at them yourself: rodatraden simulate --serve")
    return seen


def _report(analyst: Caller, output: Output) -> Mapping[str, Any]:
    """Show the report about the last quarter that has ended."""
    quarter = Quarter.of(today()).preceding()
    report = analyst.get("reporting", f"/unexecuted-reports/{quarter}")
    spells = report["unexecutedSpells"]
    output.tell(
        f"ej verkställda beslut {quarter}: {len(spells)} waiting, "
        f"{len(report['concludedSpells'])} carried out or ended since"
    )
    for each in spells[:SHOWN]:
        reason = each["reasonCode"] or "no reason given"
        output.tell(f"  {each['interventionType']}, decided {each['decidedOn']}: {reason}")
    return report


def _watch_list(head: Caller, output: Output) -> Mapping[str, Any]:
    """Show the watch list of the unit that investigates."""
    unit = str(head.who.unit)
    found = head.get("reporting", "/watch-list", unit=unit, limit=100)
    output.tell(f"the watch list of {unit}: {len(found['items'])} lines on its first page")
    for each in found["items"][:SHOWN]:
        output.tell(f"  {each['rule']}, due {each['dueOn']}")
    return found


def _pages(url: str, http: httpx.Client, output: Output) -> list[Mapping[str, Any]]:
    """Look at the pages as the head of the unit does, having logged in."""
    choosing = http.get(f"{url}/pages/login")
    asked = dict(parse_qsl(urlsplit(str(choosing.url)).query))
    where = f"{choosing.url.copy_with(query=None)}"
    http.post(where, data={**asked, "subject": UNIT_HEAD.subject})
    return [_page(http, f"{url}{path}", output) for path in PAGES]


def _page(http: httpx.Client, address: str, output: Output) -> Mapping[str, Any]:
    answer = http.get(address)
    heading = re.search(r"<h1>(.*?)</h1>", answer.text, re.DOTALL)
    if answer.status_code != httpx.codes.OK or heading is None:
        raise DemoFailed(f"{address}: {answer.status_code}")
    title, rows = unescape(heading[1]).strip(), answer.text.count("<tr")
    path = urlsplit(address).path
    output.tell(f"page {path}: {title}, {rows} table rows")
    return {"path": path, "title": title, "rows": rows}

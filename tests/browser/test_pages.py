"""Every page in a real browser: for eyes, for a keyboard and for a screen reader."""

import re
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # has none
from playwright.sync_api import Browser, BrowserContext, Page

from shared.kernel.clock import today
from tests.browser.conftest import Site, log_in

pytestmark = [pytest.mark.browser, pytest.mark.processes]

SCREENSHOTS = Path(__file__).parents[2] / "var" / "screenshots"
PATHS = {
    "start": "/pages",
    "watch": "/pages/watch",
    "watch-of-a-past-day": "/pages/watch?on={past}&band=overdue",
    "thread": "/pages/threads/{thread}",
    "thread-as-known-then": "/pages/threads/{thread}?validAt={past}&knownOn={past}",
    "unexecuted": "/pages/unexecuted",
    "report": "/pages/unexecuted/report",
    "delivered": "/pages/unexecuted/delivered",
    "delivered-report": "/pages/unexecuted/delivered/{report}",
    "warnings": "/pages/watch/warnings",
    "delegation": "/pages/delegation?from={past}",
    "meetings": "/pages/meetings",
    "meeting": "/pages/meetings/{meeting}",
    "flow": "/pages/flow",
    "flow-of-intakes": "/pages/flow?kind=intake&from={past}",
    "isu": "/pages/isu",
    "isu-of-a-child": "/pages/isu/{thread}",
    "nothing-there": "/pages/threads?id=x",
    "logged-out": "/pages/logged-out",
}
NARROW = {"width": 320, "height": 700}
OUT_OF_SIGHT = """() => [...document.querySelectorAll('body *')].filter(each =>
    each.getBoundingClientRect().right > document.documentElement.clientWidth + 1
    && !each.closest('.scroll, .unseen')).map(each => each.outerHTML.slice(0, 80))"""


def address(site: Site, name: str) -> str:
    past = today() - timedelta(60)
    ids = {"meeting": site.meeting_id, "report": site.report_id, "thread": site.child.id(1)}
    return site.url + PATHS[name].format(past=past, **ids)


def keep(page: Page, name: str) -> None:
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=True)


def violations(page: Page) -> str:
    found = Axe().run(page)
    return str(found.generate_report()) if found.violations_count else ""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PATHS)
def test_axe_finds_nothing_against_a_page(page: Page, site: Site, name: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of the two
    page.goto(address(site, name))
    keep(page, f"{name}-{scheme}")
    assert violations(page) == ""


@pytest.mark.parametrize("name", PATHS)
def test_a_page_has_one_heading_a_language_and_its_landmarks(
    page: Page, site: Site, name: str
) -> None:
    page.goto(address(site, name))
    assert page.locator("html").get_attribute("lang") == "sv"
    assert page.locator("h1").count() == 1
    for landmark in ("banner", "main", "contentinfo"):
        assert page.get_by_role(landmark).count() == 1
    assert page.title().endswith("– Röda tråden")


@pytest.mark.parametrize("name", PATHS)
def test_nothing_is_lost_on_a_narrow_screen(page: Page, site: Site, name: str) -> None:
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]  # width and height
    page.goto(address(site, name))
    keep(page, f"{name}-narrow")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.evaluate(OUT_OF_SIGHT) == []


@pytest.mark.parametrize("name", PATHS)
def test_nothing_is_lost_at_twice_the_size(page: Page, site: Site, name: str) -> None:
    page.set_viewport_size({"width": 640, "height": 700})
    page.goto(address(site, name))
    page.evaluate("document.documentElement.style.fontSize = '212.5%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 640
    assert page.evaluate(OUT_OF_SIGHT) == []


@pytest.mark.parametrize("name", PATHS)
def test_a_page_asks_nobody_else_for_anything_and_breaks_no_policy(
    page: Page, site: Site, name: str
) -> None:
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    answer = page.goto(address(site, name))
    assert answer is not None
    assert {each.startswith(f"{site.url}/pages") for each in asked} == {True}
    assert [each for each in said if "404" not in each] == []


def test_the_keyboard_reaches_everything_in_the_order_it_is_read(page: Page, site: Site) -> None:
    page.goto(address(site, "start"))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Till innehållet"
    assert page.locator(".skip").bounding_box()["y"] >= 0  # type: ignore[index]  # it is there
    wanted = page.locator("a[href], button, input:not([type=hidden]), select, [tabindex='0']")
    seen = []
    for _ in range(wanted.count()):
        where = "const e = document.activeElement; const b = e.getBoundingClientRect();"
        seen.append(page.evaluate(f"() => {{ {where} return [b.top + scrollY, b.width > 0] }}"))
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline == "solid"
        page.keyboard.press("Tab")
    assert all(is_there for _, is_there in seen)
    assert page.evaluate("document.activeElement === document.body")


def test_the_first_link_leads_past_the_menu(page: Page, site: Site) -> None:
    page.goto(address(site, "start"))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_a_thread_is_found_and_seen_from_another_day_by_keyboard_alone(
    page: Page, site: Site
) -> None:
    page.goto(address(site, "start"))
    page.get_by_label("Hitta en röd tråd").focus()
    page.keyboard.type(str(site.child.id(4)))
    page.keyboard.press("Enter")
    page.wait_for_url("**/pages/threads/*")
    past = today() - timedelta(30)
    page.get_by_label("Dag att se från").fill(past.isoformat())
    page.keyboard.press("Enter")
    page.wait_for_url(f"**validAt={past}**")
    assert page.get_by_text(f"Sett från {past}").count() == 1


def test_a_chart_is_told_as_a_picture_with_its_name_and_a_table(page: Page, site: Site) -> None:
    page.goto(address(site, "thread"))
    picture = page.get_by_role("img", name=re.compile("^Frister Klockorna i tråden"))
    assert picture.count() == 1
    table = page.get_by_role("table", name="Tabell: Frister")
    drawn = page.locator("svg .due").count()
    told = [
        row
        for row in table.locator("tbody tr").all()
        if "20" in row.locator("td").nth(2).inner_text()
    ]
    assert drawn == len(told) > 2


def test_every_page_works_without_scripts(chromium: Browser, site: Site) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    log_in(page, site)
    page.get_by_role("link", name="Bevakningar", exact=True).click()
    page.get_by_label("Enhet").fill("barn-norr")
    page.get_by_role("button", name="Visa").click()
    assert "unit=barn-norr" in page.url
    page.locator("tbody th a").first.click()
    assert page.get_by_role("heading", name="Röd tråd").count() == 1
    page.get_by_role("button", name="Logga ut").click()
    assert page.get_by_role("heading", name="Du är utloggad").count() == 1
    page.goto(f"{site.url}/pages")
    assert "/authorize" in page.url
    context.close()


def test_an_official_sees_her_own_watch_list_and_threads_and_no_more(
    chromium: Browser, site: Site
) -> None:
    context = chromium.new_context()
    page = context.new_page()
    log_in(page, site, "Handläggare, barn-norr")
    keep(page, "start-of-an-official")
    assert violations(page) == ""
    menu = page.get_by_role("navigation", name="Sidor").get_by_role("link")
    assert menu.all_inner_texts() == ["Översikt", "Bevakningar"]
    menu.last.click()
    keep(page, "watch-of-an-official")
    assert violations(page) == ""
    assert page.get_by_text("Dina bevakningar").count() == 1
    assert page.get_by_text("handlaggare-3").count() == 0
    page.locator("tbody th a").first.click()
    assert page.get_by_role("heading", name="Röd tråd").count() == 1
    context.close()


def test_the_list_is_taken_away_as_a_file(page: Page, site: Site) -> None:
    page.goto(address(site, "watch"))
    with page.expect_download() as waited:
        page.get_by_role("link", name="Listan som CSV").click()
    text = waited.value.path().read_text("utf-8-sig")
    assert text.startswith("Vad;Läge;Slag;Sista dag")
    assert len(text.splitlines()) > page.locator("tbody").first.locator("tr").count()


def test_a_meetings_list_is_found_and_taken_away_by_keyboard_alone(page: Page, site: Site) -> None:
    page.goto(address(site, "start"))
    page.get_by_role("link", name="Sammanträden", exact=True).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/pages/meetings")
    assert page.get_by_text("skulle ha anmälts").count() > 0
    page.get_by_role("link", name=re.compile("^Utskottet")).last.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/pages/meetings/*")
    assert page.get_by_text("Ja, byte för byte ur liggaren").count() == 1
    listed = page.locator("tbody").first.locator("tr").count()
    page.get_by_role("link", name="Listan som CSV").focus()
    with page.expect_download() as waited:
        page.keyboard.press("Enter")
    text = waited.value.path().read_text("utf-8-sig")
    assert text.startswith("Beslut;Dag;Vem;Roll")
    assert len(text.splitlines()) == listed + 1


def test_a_printed_report_has_its_tables_and_no_forms(page: Page, site: Site) -> None:
    page.goto(address(site, "report"))
    page.emulate_media(media="print")
    keep(page, "report-print")
    assert not page.locator("form.filter").is_visible()
    assert not page.get_by_role("navigation").first.is_visible()
    assert page.get_by_role("heading", level=1).is_visible()


def test_the_log_in_of_the_development_issuer_is_marked_and_readable(
    chromium: Browser, site: Site
) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{site.url}/pages")
    keep(page, "log-in")
    assert page.get_by_text("Endast utveckling.").is_visible()
    assert violations(page) == ""
    context.close()


def test_a_simulation_says_so_on_every_page(context: BrowserContext, site: Site) -> None:
    answer = "CREATE OR REPLACE FUNCTION store.is_simulation() RETURNS boolean LANGUAGE sql STABLE"
    page = context.new_page()
    with psycopg.connect(site.admin_url, autocommit=True) as admin:
        admin.execute(f"{answer} AS 'SELECT true'".encode())
        try:
            for name in ("start", "watch", "thread", "unexecuted", "report", "flow"):
                page.goto(address(site, name))
                assert page.get_by_text("Simulering.").is_visible(), name
            keep(page, "simulation")
        finally:
            admin.execute(f"{answer} AS 'SELECT false'".encode())

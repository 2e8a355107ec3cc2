"""Every page: behind a right, with a strict policy, without scripts and without strangers."""

import re
from dataclasses import replace

import psycopg
from fastapi import FastAPI
from httpx import AsyncClient

from deploy.login.people import ANALYST
from services.reporting import main
from services.reporting.api.pages.gate import PageRoute
from shared.kernel.settings import Settings
from shared.testing.database import Database
from tests.reporting.pages.browsing import log_in
from tests.services import client_of

OPEN = {
    "/pages/login",
    "/pages/callback",
    "/pages/logout",
    "/pages/logged-out",
    "/pages/style.css",
    "/pages/icon.svg",
}


def pages_of(app: FastAPI) -> list[PageRoute]:
    return [route for route in app.routes if isinstance(route, PageRoute)]


def test_only_the_way_in_and_out_is_open_to_all(settings: Settings) -> None:
    pages = pages_of(main.create_app(settings))
    assert {page.path for page in pages if not page.gate.rights} == OPEN
    assert len(pages) > len(OPEN)


def test_no_page_is_part_of_the_interface(settings: Settings) -> None:
    described = main.create_app(settings).openapi()
    assert not [path for path in described["paths"] if path.startswith("/pages")]


async def test_no_page_is_shown_without_a_session(
    browser: AsyncClient, settings: Settings
) -> None:
    for page in pages_of(main.create_app(settings)):
        if page.gate.rights:
            path = re.sub(r"\{[^}]*\}", "00000000-0000-0000-0000-000000000001", page.path)
            answer = await browser.get(path)
            assert answer.status_code == 303, path
            assert answer.headers["location"].startswith("/pages/login?return=%2Fpages")


async def test_a_browser_is_told_to_run_nothing_and_fetch_nothing_elsewhere(
    browser: AsyncClient,
) -> None:
    page = await log_in(browser)
    policy = page.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'self'; img-src 'self';")
    assert "unsafe" not in policy
    assert page.headers["cache-control"] == "no-store"
    assert page.headers["x-content-type-options"] == "nosniff"
    addresses = re.findall(r'(?:href|src|action)="([^"]*)"', page.text)
    assert addresses
    assert all(each.startswith(("/pages", "#")) for each in addresses)
    assert not re.search(r"<script|<style|\sstyle=|\son\w+=", page.text)


async def test_headers_stand_on_troubles_and_the_style_sheet_too(browser: AsyncClient) -> None:
    await log_in(browser)
    for path in ("/pages/threads?id=x", "/pages/style.css", "/pages/logged-out"):
        assert "content-security-policy" in (await browser.get(path)).headers


async def test_a_page_says_as_of_when_and_which_position(browser: AsyncClient) -> None:
    page = await log_in(browser)
    assert "till och med position 0 i liggaren" in page.text


async def test_a_simulation_says_so_on_the_page(browser: AsyncClient, database: Database) -> None:
    assert "Simulering." not in (await log_in(browser)).text
    with psycopg.connect(database.admin_url) as admin:
        admin.execute(
            "CREATE OR REPLACE FUNCTION store.is_simulation() RETURNS boolean"
            " LANGUAGE sql STABLE AS 'SELECT true'"
        )
    assert "Simulering." in (await browser.get("/pages")).text


async def test_an_analyst_may_look_too(browser: AsyncClient) -> None:
    page = await log_in(browser, ANALYST.subject)
    assert (page.status_code, "analytiker" in page.text) == (200, True)


async def test_behind_a_gateway_every_address_has_its_path(settings: Settings) -> None:
    public = replace(settings, public_url="https://socialtjanst.example/reporting/v0")
    async with client_of(main.create_app(public), "https://socialtjanst.example") as browser:
        page = await browser.get("/pages/logged-out")
    addresses = re.findall(r'(?:href|src|action)="([^"]*)"', page.text)
    kinds = {each.startswith("/reporting/v0/pages") for each in addresses if each != "#content"}
    assert kinds == {True}

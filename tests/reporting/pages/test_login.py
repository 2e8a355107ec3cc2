"""Logga in och ut: by the issuer only, in this browser only, and back to a page of ours only."""

import re
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
from httpx import AsyncClient
from hypothesis import given
from hypothesis import strategies as st

from services.reporting import main
from services.reporting.api.pages.login_routes import own_page
from shared.kernel.settings import Settings
from tests.reporting.pages.browsing import BASE, CASEWORKER, UNIT_HEAD, choose, leave, log_in
from tests.services import client_of

SESSION, ATTEMPT = "__Host-rodatraden-session", "__Host-rodatraden-login"


async def test_whoever_is_not_logged_in_is_sent_to_the_issuer_and_back_to_the_page(
    browser: AsyncClient,
) -> None:
    page = await log_in(browser, path="/pages?x=1")
    assert str(page.url) == f"{BASE}/pages?x=1"
    page = await browser.get("/pages")
    assert page.status_code == 200
    assert f"{UNIT_HEAD}, enhetschef, barn-norr" in page.text


async def test_the_issuer_is_asked_with_pkce_state_and_nonce(browser: AsyncClient) -> None:
    asked = parse_qs(urlsplit(await leave(browser)).query)
    assert asked["response_type"] == ["code"]
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["redirect_uri"] == [f"{BASE}/pages/callback"]
    again = parse_qs(urlsplit(await leave(browser)).query)
    for name in ("state", "nonce", "code_challenge"):
        assert len(asked[name][0]) >= 43
        assert asked[name] != again[name]


async def test_cookies_are_bound_to_the_host_and_out_of_reach_of_scripts(
    browser: AsyncClient,
) -> None:
    back = await browser.get(choose(await leave(browser)))
    told = {each.partition("=")[0]: each for each in back.headers.get_list("set-cookie")}
    assert set(told) == {SESSION, ATTEMPT}
    for cookie in told.values():
        for manner in ("HttpOnly", "Secure", "SameSite=lax", "Path=/"):
            assert manner in cookie
        assert "Domain" not in cookie
    assert "Max-Age=0" in told[ATTEMPT]
    assert "Max-Age" not in told[SESSION]


async def test_a_code_comes_back_to_the_browser_that_left_or_to_none(
    browser: AsyncClient,
) -> None:
    back = choose(await leave(browser))
    kept = browser.cookies[ATTEMPT]
    browser.cookies.clear()
    stolen = await browser.get(back)
    assert (stolen.status_code, SESSION in browser.cookies) == (403, False)
    browser.cookies.set(ATTEMPT, kept, domain="reporting.example")
    assert (await browser.get(back)).status_code == 303


@pytest.mark.parametrize("changed", ["state", "code", "iss"])
async def test_an_answer_that_is_not_to_our_question_is_refused(
    browser: AsyncClient, changed: str
) -> None:
    back = choose(await leave(browser))
    answer = await browser.get(re.sub(rf"\b{changed}=[^&]*", f"{changed}=other", back))
    assert (answer.status_code, SESSION in browser.cookies) == (403, False)
    assert "Börja om" in answer.text


async def test_an_attempt_cannot_be_finished_twice(browser: AsyncClient) -> None:
    attempt = await leave(browser)
    kept = browser.cookies[ATTEMPT]
    assert (await browser.get(choose(attempt))).status_code == 303
    browser.cookies.set(ATTEMPT, kept, domain="reporting.example")
    assert (await browser.get(choose(attempt))).status_code == 403


async def test_what_the_issuer_refused_is_no_log_in(browser: AsyncClient) -> None:
    state = parse_qs(urlsplit(await leave(browser)).query)["state"][0]
    path = f"/pages/callback?error=access_denied&code=x&state={state}"
    assert (await browser.get(path)).status_code == 403


async def test_logging_in_again_ends_the_session_before_it(browser: AsyncClient) -> None:
    await log_in(browser)
    before = browser.cookies[SESSION]
    attempt = (await browser.get("/pages/login")).headers["location"]
    await browser.get(choose(attempt))
    after = browser.cookies[SESSION]
    assert before != after
    browser.cookies.clear()
    browser.cookies.set(SESSION, before, domain="reporting.example")
    assert (await browser.get("/pages")).status_code == 303


async def test_a_session_that_somebody_else_chose_is_not_taken_over(browser: AsyncClient) -> None:
    browser.cookies.set(SESSION, "chosen-by-another", domain="reporting.example")
    await log_in(browser)
    browser.cookies.clear()
    browser.cookies.set(SESSION, "chosen-by-another", domain="reporting.example")
    assert (await browser.get("/pages")).status_code == 303


async def test_logging_out_ends_the_session_here_and_in_every_copy(browser: AsyncClient) -> None:
    page = await log_in(browser)
    kept = browser.cookies[SESSION]
    (token,) = re.findall(r'name="token" value="([0-9a-f]{64})"', page.text)
    out = await browser.post("/pages/logout", data={"token": token})
    assert out.headers["location"] == "/pages/logged-out"
    assert "Du är utloggad" in (await browser.get("/pages/logged-out")).text
    browser.cookies.set(SESSION, kept, domain="reporting.example")
    assert (await browser.get("/pages")).status_code == 303


@pytest.mark.parametrize("form", [{}, {"token": ""}, {"token": "f" * 64}, {"token": "x" * 5000}])
async def test_another_site_cannot_log_somebody_out(
    browser: AsyncClient, form: dict[str, str]
) -> None:
    await log_in(browser)
    assert (await browser.post("/pages/logout", data=form)).status_code == 403
    assert (await browser.get("/pages")).status_code == 200


async def test_the_session_opens_no_route_of_the_interface(browser: AsyncClient) -> None:
    await log_in(browser)
    assert (await browser.get("/open-matters")).status_code == 401


async def test_a_bearer_token_opens_no_page(browser: AsyncClient) -> None:
    answer = await browser.get("/pages", headers={"authorization": "Bearer x"})
    assert answer.status_code == 303


async def test_where_no_issuer_is_set_nobody_can_log_in(settings: Settings) -> None:
    unset = replace(settings, login_discovery=None, login_client_id=None)
    async with client_of(main.create_app(unset), BASE) as browser:
        answer = await browser.get("/pages/login")
    assert answer.status_code == 503
    assert "inte inställd" in answer.text


async def test_an_issuer_that_does_not_answer_is_told_of(settings: Settings) -> None:
    gone = replace(settings, login_discovery="http://127.0.0.1:9/none")
    async with client_of(main.create_app(gone), BASE) as browser:
        answer = await browser.get("/pages/login")
    assert (answer.status_code, "Försök igen" in answer.text) == (503, True)


def test_officials_log_in_over_https(settings: Settings) -> None:
    with pytest.raises(ValueError, match="https"):
        main.create_app(replace(settings, login_discovery="http://issuer.example/x"))


async def test_without_tls_the_cookies_have_plain_names(settings: Settings) -> None:
    plain = replace(settings, public_url="http://127.0.0.1:8104")
    async with client_of(main.create_app(plain), "http://127.0.0.1:8104") as browser:
        answer = await browser.get("/pages/login")
    assert answer.headers["set-cookie"].startswith("rodatraden-login=")


async def test_one_is_sent_back_to_pages_of_ours_only(browser: AsyncClient) -> None:
    there = await browser.get("/pages/login?return=https://evil.example/pages")
    back = await browser.get(choose(there.headers["location"], CASEWORKER))
    assert back.headers["location"] == "/pages"


@pytest.mark.parametrize(
    "wanted",
    [
        None,
        "",
        "/",
        "/threads/x",
        "/pagesx",
        "//evil.example/pages",
        "https://evil.example/pages",
        "/pages/../threads",
        "/pages/%2e%2e/threads",
        "/pages//evil.example",
        "/pages/\\evil.example",
        "/pages\r\nSet-Cookie: x=y",
        "/pages/å",
    ],
)
def test_what_is_not_a_page_of_ours_is_the_first_page(wanted: str | None) -> None:
    assert own_page(wanted) == "/pages"


@given(st.text())
def test_whatever_is_wanted_one_stays_on_this_host(wanted: str) -> None:
    parts = urlsplit(own_page(wanted))
    assert (parts.scheme, parts.netloc) == ("", "")
    assert parts.path.startswith("/pages")


def test_a_page_keeps_what_it_was_asked_with() -> None:
    assert own_page("/pages/threads/1?validAt=2026-03-02") == "/pages/threads/1?validAt=2026-03-02"

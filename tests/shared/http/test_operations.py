"""What an API says of itself, and to whom."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from fastapi import APIRouter
from fastapi.responses import Response

from shared.http.edge import EdgeRouter
from shared.http.gate import Gate, behind
from shared.http.metrics import Gauge, Metrics
from shared.kernel.refusal import StoreUnavailable
from shared.testing.tokens import CASEWORKER, ROBOT, bearer
from tests.shared.http.conftest import Asking, asking, problem
from tests.shared.http.matters import INFO, build


@pytest.mark.parametrize("path", ["/api-info", "/health/live", "/health/ready", "/openapi.json"])
async def test_what_is_open_to_all_needs_no_token(ask: Asking, path: str) -> None:
    assert (await ask.client.get(path)).status_code == 200


async def test_everything_else_needs_one(ask: Asking) -> None:
    described = (await ask.client.get("/openapi.json")).json()
    open_to_all = {"/api-info", "/health/live", "/health/ready"}
    for path, item in described["paths"].items():
        for method in item:
            where = path.replace("{matterId}", "019e0000-0000-7000-8000-000000000000")
            answer = await ask.client.request(method, where)
            assert (answer.status_code == 401) is (path not in open_to_all), path
    assert (await ask.client.get("/metrics")).status_code == 401


async def test_api_info_says_what_the_profile_asks_for(ask: Asking) -> None:
    assert (await ask.client.get("/api-info")).json() == {
        "apiName": "matters",
        "apiVersion": "0.1.0",
        "apiReleased": "2026-11-22",
        "apiDocumentation": INFO.documentation,
        "apiStatus": "beta",
    }


async def test_every_answer_has_the_version_and_is_kept_by_nobody(ask: Asking) -> None:
    for path in ("/matters", "/nowhere", "/metrics"):
        answer = await ask.get(path)
        assert answer.headers["api-version"] == "0.1.0"
        assert answer.headers["cache-control"] == "no-store"
        assert "deprecation" not in answer.headers


async def test_what_holds_nothing_personal_may_be_kept_a_while(ask: Asking) -> None:
    for path in ("/api-info", "/openapi.json"):
        answer = await ask.client.get(path)
        assert answer.headers.get_list("cache-control") == ["public, max-age=300"]


async def test_an_api_on_its_way_out_says_so_in_every_answer() -> None:
    info = replace(
        INFO,
        deprecated_on=date(2027, 1, 1),
        sunset_on=date(2027, 7, 1),
        successor_url="https://rodatraden.example/matters/v1",
    )
    answer = await asking(build(info=info)).get("/matters")
    assert answer.headers["deprecation"] == "@1798761600"
    assert answer.headers["sunset"] == "Thu, 01 Jul 2027 00:00:00 GMT"
    assert answer.headers["link"] == (
        '<https://rodatraden.example/matters/v1>; rel="successor-version"'
    )


async def test_a_service_that_is_not_ready_says_why() -> None:
    async def not_ready() -> Sequence[str]:
        return ["store-unreachable", "keys-unreachable"]

    answer = await asking(build(ready=not_ready)).client.get("/health/ready")
    said = problem(answer, 503, "not-ready")
    assert [error["detail"] for error in said["errors"]] == [
        "store-unreachable",
        "keys-unreachable",
    ]
    assert answer.headers["retry-after"] == "5"


async def test_figures_count_answers_by_route_never_by_path(ask: Asking) -> None:
    matter = await ask.opened()
    await ask.get(matter)
    await ask.client.request("BREW", "/matters/191212121212")
    figures = (await ask.get("/metrics", **bearer(ROBOT))).text
    counted = "rodatraden_http_requests_total"
    assert f'{counted}{{method="GET",route="/matters/{{matter_id}}",status="200"}} 1.0' in figures
    assert f'{counted}{{method="other",route="-",status="404"}} 1.0' in figures
    assert 'rodatraden_projection_lag{projection="matters"} 3.0' in figures
    assert matter.rpartition("/")[2] not in figures
    assert "1912" not in figures


async def test_figures_are_not_for_officials(ask: Asking) -> None:
    problem(await ask.get("/metrics", **bearer(CASEWORKER)), 403, "not-permitted")


async def test_figures_that_need_a_store_out_of_reach_are_left_out() -> None:
    async def fails() -> dict[str, float]:
        raise StoreUnavailable

    async def open_claims() -> dict[str, float]:
        return {"": 2.0}

    gauges = [Gauge("lag", "Lag", fails, label="projection"), Gauge("claims", "C", open_claims)]
    figures = (await Metrics(gauges).render()).decode()
    assert "\nclaims 2.0\n" in figures
    assert "\nlag{" not in figures


async def test_each_app_counts_for_itself(ask: Asking) -> None:
    await ask.get("/matters")
    figures = (await asking(build()).get("/metrics", **bearer(ROBOT))).text
    assert 'route="/matters"' not in figures


def test_a_route_that_says_no_right_is_refused_when_the_service_is_built() -> None:
    router = EdgeRouter(prefix="/boxes", tags=["Lådor"])
    with pytest.raises(TypeError, match="say who may"):

        @router.get("/all")
        async def all_boxes() -> Response:
            """Läs alla lådor."""
            return Response()


def test_a_route_of_a_service_is_never_open_to_all() -> None:
    router = EdgeRouter(prefix="/boxes", tags=["Lådor"])

    @router.get("/all", dependencies=[behind(Gate(rights=()))])
    async def all_boxes() -> Response:
        """Läs alla lådor."""
        return Response()

    with pytest.raises(TypeError, match="demands a right"):
        build(routers=[router])


def test_a_router_without_gates_is_refused_when_the_service_is_built() -> None:
    router = APIRouter()

    @router.get("/all", dependencies=[behind(Gate(rights=("intake:read",)))])
    async def all_boxes() -> Response:
        """Läs alla lådor."""
        return Response()

    with pytest.raises(TypeError, match="EdgeRouter"):
        build(routers=[router])  # type: ignore[list-item]  # what mypy refuses too

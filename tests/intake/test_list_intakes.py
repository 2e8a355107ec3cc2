"""Lista öppna aktualiseringar: per läge, enhet och handläggare."""

from datetime import timedelta

from shared.kernel.clock import today
from tests.intake.service import Service, concern, day


async def listed(service: Service, query: str = "") -> list[str]:
    await service.caught_up("intakes")
    answer = await service.read(f"/intakes{query}")
    assert answer.is_success, answer.text
    return [item["intakeId"] for item in answer.json()["items"]]


async def arrived(service: Service, days_ago: int) -> str:
    body = concern(receivedOn=day(today() - timedelta(days=days_ago)))
    (matter,) = await service.reported(body, f"report-{days_ago}")
    return str(matter["intakeId"])


async def test_the_open_ones_are_listed_oldest_first_and_narrowed(service: Service) -> None:
    newest, oldest, between = [await arrived(service, days_ago) for days_ago in (1, 9, 5)]
    assignment = {"official": "official-7", "unit": "barn-norr", "assignedOn": day()}
    await service.done(between, "assign", assignment)
    assert await listed(service) == [oldest, between, newest]
    assert await listed(service, "?stage=awaiting-assignment") == [oldest, newest]
    assert await listed(service, "?unit=barn-norr&official=official-7") == [between]
    assert await listed(service, "?unit=barn-syd") == []
    assert await listed(service, "?caseType=economic-assistance") == []


async def test_a_concluded_matter_leaves_the_list(service: Service) -> None:
    intake_id = await arrived(service, 0)
    protection = {"outcome": "no-immediate-need", "assessedOn": day(), "reasons": "Trygg."}
    conclusion = {"way": "no-action", "concludedOn": day(), "reasons": "Undanröjd."}
    await service.done(intake_id, "assess-protection", protection)
    assert await listed(service) == [intake_id]
    await service.done(intake_id, "conclude-preliminary-assessment", conclusion)
    assert await listed(service) == []


async def test_the_list_comes_in_pages(service: Service) -> None:
    ids = [await arrived(service, days_ago) for days_ago in (3, 2, 1)]
    assert await listed(service, "?limit=2") == ids[:2]
    assert await listed(service, "?limit=2&page=2") == ids[2:]
    assert await listed(service, "?limit=2&page=9") == []


async def test_an_unknown_stage_or_filter_is_told_as_such(service: Service) -> None:
    for query in ("?stage=lost", "?owner=official-7"):
        assert (await service.read(f"/intakes{query}")).status_code == 400

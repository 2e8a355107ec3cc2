"""From a granted decision to an ended intervention, over HTTP and on the real store."""

from tests.interventions.service import Service, decided


async def test_what_was_granted_is_carried_out_followed_up_and_ended(service: Service) -> None:
    here = await service.opened(decided())
    await service.changed(
        f"{here}/assign",
        {"unit": "oppenvard", "official": "official-9", "assignedOn": "2026-04-22"},
    )
    await service.changed(f"{here}/offer", {"offeredOn": "2026-04-27", "startingOn": "2026-05-04"})
    await service.changed(
        f"{here}/execute", {"executedOn": "2026-05-04", "methodCode": "family-treatment"}
    )
    goal = await service.changed(
        f"{here}/set-goal",
        {
            "areaCode": "education",
            "words": "Vara i skolan fyra dagar i veckan.",
            "setOn": "2026-05-06",
        },
    )
    await service.changed(
        f"{here}/interrupt", {"interruptedOn": "2026-06-22", "reasonCode": "individual-paused"}
    )
    await service.changed(f"{here}/resume", {"resumedOn": "2026-08-03"})
    await service.changed(
        f"{here}/swap-method",
        {"toMethodCode": "network-work", "swappedOn": "2026-08-10", "reasonCode": "changed-need"},
    )
    await service.changed(
        f"{here}/follow-up",
        {
            "followedUpOn": "2026-08-20",
            "isWithTheIndividual": True,
            "goals": [{"goalId": goal["goalId"], "attainment": "partly-reached"}],
            "note": "Samtal i hemmet.",
            "ownView": "Det går bättre.",
        },
    )
    await service.changed(
        f"{here}/end",
        {
            "endedOn": "2026-08-28",
            "reasonCode": "goals-reached",
            "goals": [{"goalId": goal["goalId"], "attainment": "reached"}],
        },
    )
    answer = (await service.read(here)).json()
    intervention = answer["intervention"]
    assert intervention["executedOn"] == "2026-05-04"
    assert (intervention["stage"], intervention["endedOn"]) == ("ended", "2026-08-28")
    assert intervention["methodCode"] == "network-work"
    assert [each["attainment"] for each in answer["goals"]] == ["reached"]

"""From intake's choice to a closed investigation, over HTTP and on the real store."""

from tests.investigation.service import Service, concluded


async def test_a_concern_becomes_a_granted_intervention(service: Service) -> None:
    investigation_id = await service.opened(concluded())
    here = f"/investigations/{investigation_id}"
    await service.changed(
        f"{here}/assign",
        {"official": "official-7", "unit": "barn-norr", "assignedOn": "2026-03-12"},
    )
    decided = await service.changed(
        f"{here}/decide",
        {
            "decisionType": "assistance-personal",
            "outcome": "granted",
            "interventionType": "outpatient-family",
            "decidedOn": "2026-04-20",
            "reasonCodes": ["need-established"],
            "reasons": "Familjen behöver stöd i vardagen.",
        },
    )
    await service.changed(
        f"{here}/close",
        {
            "closedOn": "2026-04-30",
            "isWithIntervention": True,
            "reasonCode": "with-intervention",
            "summary": "Familjen får stöd.",
        },
    )
    answer = (await service.read(here)).json()
    assert answer["investigation"]["closedOn"] == "2026-04-30"
    assert answer["decisionIds"] == [decided["id"]]

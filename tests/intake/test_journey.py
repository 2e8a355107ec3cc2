"""A report of concern on its way: received, assessed, assigned, investigated."""

from tests.intake.service import Service, concern, day


async def test_a_report_becomes_a_matter_that_is_assessed_assigned_and_investigated(
    service: Service,
) -> None:
    (matter,) = await service.reported(concern())
    assert matter["stage"] == "awaiting-assignment"
    intake_id = matter["intakeId"]
    await service.done(
        intake_id,
        "assess-protection",
        {"outcome": "no-immediate-need", "assessedOn": day(), "reasons": "Trygg hos mormor."},
    )
    await service.done(
        intake_id,
        "assign",
        {"official": "official-7", "unit": "barn-norr", "assignedOn": day()},
    )
    await service.done(
        intake_id,
        "conclude-preliminary-assessment",
        {"way": "investigate", "concludedOn": day(), "reasons": "Behöver utredas."},
    )
    after = (await service.read(f"/intakes/{intake_id}")).json()
    assert (after["stage"], after["way"]) == ("concluded", "investigate")
    assert (after["official"], after["protection"]) == ("official-7", "no-immediate-need")

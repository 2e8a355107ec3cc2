"""Intake takes in reports of concern whatever becomes of the other services."""

import pytest

from deploy.migrate import Deployment
from shared.testing.tokens import CASEWORKER, E_SERVICE
from tests.system import story
from tests.system.committee import Committee, accepted, running, until


def test_intake_alone_takes_in_reports_that_the_others_find_later(
    fresh_store: Deployment, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("own")
    with running(fresh_store, folder, Committee, ["intake"]) as alone:
        receipt_id = story.report(alone)

        def is_in_the_ledger() -> bool:
            receipt = alone.get(E_SERVICE, "intake", f"/receipts/{receipt_id}")
            return bool(accepted(receipt).json()["isRegistered"])

        def waiting() -> list[str]:
            listed = accepted(alone.get(CASEWORKER, "intake", "/intakes")).json()["items"]
            return [each["intakeId"] for each in listed]

        until(is_in_the_ledger, "the report to be in the ledger")
        until(lambda: len(waiting()) == 1, "its matter to be listed")
        (intake_id,) = waiting()
        story.receive(alone, intake_id)
    with running(fresh_store, folder, Committee) as committee:
        assert committee.matters_of(receipt_id) == [intake_id]
        committee.told(intake_id, story.INVESTIGATED)

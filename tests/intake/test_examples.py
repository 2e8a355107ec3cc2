"""Exempelinlämningarna: var och en tas emot."""

import json
import re
from base64 import b64decode
from pathlib import Path
from typing import Any

import pytest

from shared.kernel.clock import today
from shared.kernel.identity_number import InvalidIdentityNumber, parse_identity_number
from tests.intake.service import Service

EXAMPLES = Path(__file__).parents[2] / "examples"
FILES = sorted(EXAMPLES.glob("*/*.json"), key=lambda path: path.name)
TEST_NUMBERS = {
    "191212121212",
    "199006022397",
    "199107172380",
    "199312172381",
    "200001052380",
}


def body_of(path: Path) -> dict[str, Any]:
    return dict(json.loads(path.read_text()))


def number_of(written: str) -> str | None:
    try:
        return parse_identity_number(written, on=today()).digits
    except InvalidIdentityNumber:
        return None


async def test_each_is_received_and_becomes_matters(service: Service) -> None:
    for path in FILES:
        body = body_of(path)
        answer = await service.submit(f"/{path.parent.name}", body, path.stem)
        assert answer.status_code == 201, f"{path.stem}: {answer.text}"
        matters = await service.matters_of(answer.json()["receiptId"])
        concerned = body.get("children", body.get("persons", [body.get("applicant")]))
        assert len(matters) == len(concerned), path.stem


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_number_in_it_is_an_official_test_number(path: Path) -> None:
    written = re.findall(r"[0-9]{6,8}[-+]?[0-9]{4}", path.read_text())
    assert {number for each in written if (number := number_of(each))} <= TEST_NUMBERS


def test_there_are_many_and_the_page_tells_of_each() -> None:
    told = re.findall(r"\]\((.+?)\)", (EXAMPLES / "README.md").read_text())
    assert told == [f"{path.parent.name}/{path.name}" for path in FILES]
    assert len(FILES) >= 10


def test_the_attached_pdf_is_one() -> None:
    body = body_of(EXAMPLES / "concern-reports/08-with-pdf.json")
    content = b64decode(body["attachments"][0]["content"])
    start = int(content.rsplit(b"startxref\n", 1)[1].split(b"\n")[0])
    assert content.startswith(b"%PDF-1.4")
    assert content[start:].startswith(b"xref")

"""Publicerade versioner: sealed, and never changed."""

import re
from datetime import date
from pathlib import Path

import pytest

from shared.catalogue import Catalogue, CatalogueFaulty
from shared.catalogue.__main__ import main
from shared.catalogue.load import SHIPPED, load, newest
from shared.catalogue.sealing import AlreadyPublished, publish
from tests.shared.catalogue.planting import replace
from tests.shared.catalogue.publishing import ON, order, published


def test_the_shipped_files_are_as_published() -> None:
    assert re.fullmatch(r"\d{4}-\d+\+[0-9a-f]{12}", load(SHIPPED).version)


def test_a_change_after_publication_is_found(files: Path) -> None:
    replace(files / "clocks.toml", "length = 14", "length = 15")

    with pytest.raises(CatalogueFaulty, match="har ändrats sedan versionen publicerades"):
        load(files)


def test_a_published_version_is_never_published_again(files: Path) -> None:
    with pytest.raises(AlreadyPublished):
        publish(files, "2026-1", ON, "Socialnämnden", "Smyger in något.")


def test_a_new_version_has_another_name_and_hash(files: Path, catalogue: Catalogue) -> None:
    replace(files / "clocks.toml", "length = 14", "length = 15")
    publish(files, "2027-1", date(2027, 1, 1), "Riksdagen", "Femton dagar.")

    changed = load(files)

    assert changed.version.startswith("2027-1+")
    assert changed.version.partition("+")[2] != catalogue.version.partition("+")[2]


def test_the_newest_of_ones_own_versions_is_used(tmp_path: Path) -> None:
    text = '[intake.flooding]\nname = "{}"\nvalid_from = 2026-01-01\n'
    published(tmp_path, "b", "reasons.toml", text.format("Gammal"), date(2026, 1, 1))
    new = published(tmp_path, "a", "reasons.toml", text.format("Ny"), date(2026, 2, 1))

    assert newest(tmp_path) == new


def test_an_older_version_that_was_changed_is_found(tmp_path: Path) -> None:
    text = '[intake.flooding]\nname = "{}"\nvalid_from = 2026-01-01\n'
    old = published(tmp_path, "2026-1", "reasons.toml", text.format("A"), date(2026, 1, 1))
    published(tmp_path, "2026-2", "reasons.toml", text.format("B"), date(2026, 2, 1))
    (old / "reasons.toml").write_text(text.format("C"), encoding="utf-8")

    with pytest.raises(CatalogueFaulty, match="har ändrats sedan versionen publicerades"):
        newest(tmp_path)


def test_a_directory_without_versions_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CatalogueFaulty, match="innehåller ingen publicerad version"):
        newest(tmp_path)


def test_the_command_checks_and_publishes(
    tmp_path: Path, catalogue: Catalogue, capsys: pytest.CaptureFixture[str]
) -> None:
    own = tmp_path / "2026-1"
    own.mkdir()
    (own / "delegation.toml").write_text(order(catalogue), encoding="utf-8")
    says = ["--from", "2026-03-01", "--decided-by", "Socialnämnden", "--change", "Ny ordning."]

    assert main(["check", str(own)]) == 1
    assert "ingen version är publicerad" in capsys.readouterr().err
    assert main(["publish", str(own), "--label", "2026-1", *says]) == 0
    assert main(["check", str(own)]) == 0
    assert main(["publish", str(own), "--label", "2026-1", *says]) == 1


def test_the_command_publishes_nothing_that_has_faults(
    tmp_path: Path, catalogue: Catalogue, capsys: pytest.CaptureFixture[str]
) -> None:
    own = tmp_path / "2026-1"
    own.mkdir()
    (own / "delegation.toml").write_text(order(catalogue, "unit-head"), encoding="utf-8")
    says = ["--from", "2026-03-01", "--decided-by", "Socialnämnden", "--change", "Ny ordning."]

    assert main(["publish", str(own), "--label", "2026-1", *says]) == 1
    assert "delegation.toml, k-1" in capsys.readouterr().err
    assert not (own / "version.toml").exists()

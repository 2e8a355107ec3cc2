"""Which file a matter belongs to."""

from uuid import UUID

from shared.kernel.files import file_of, file_of_matter

PERSON = UUID("0192f0c1-0000-7000-8000-0000000000aa")
OTHER = UUID("0192f0c1-0000-7000-8000-0000000000ab")


def test_a_file_is_the_same_for_ever() -> None:
    assert file_of(PERSON, "child") == UUID("1f943cd2-b567-5cc4-abcc-c4dcbd26156b")


def test_persons_and_retention_groups_have_files_of_their_own() -> None:
    files = {file_of(who, group) for who in (PERSON, OTHER) for group in ("child", "adult")}
    assert len(files) == 4


def test_each_matter_has_a_file_of_its_own_for_ever() -> None:
    assert file_of_matter(PERSON) == UUID("c4460128-63b9-52d2-9ea1-daa551d3c208")
    assert file_of_matter(PERSON) != file_of_matter(OTHER)

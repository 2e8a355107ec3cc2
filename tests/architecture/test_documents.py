"""What is generated is what the code says today."""

from deploy.docs import stale


def test_the_map_and_the_interfaces_are_not_stale() -> None:
    assert stale() == [], "run `make docs`"

import pytest

from shared.vault.cipher import SecretKey
from shared.vault.lookup import KeyedHash

HASH = KeyedHash(SecretKey(bytes(32)))


def test_a_number_has_one_hash_under_one_key_and_another_under_another() -> None:
    found = HASH("199006022397")
    assert len(found) == 32
    assert found == HASH("199006022397")
    assert found != HASH("199107172380")
    assert found != KeyedHash(SecretKey(bytes(range(32))))("199006022397")


@pytest.mark.parametrize("number", ["", "9006022397", "19900602-239", "1990060223970", "１" * 12])
def test_only_twelve_digits_are_looked_up_and_no_number_is_repeated(number: str) -> None:
    with pytest.raises(ValueError, match=r"^not a twelve-digit number$"):
        HASH(number)

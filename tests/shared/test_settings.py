"""A service process knows at once, and in full, what its environment lacks."""

import pytest

from shared.kernel.settings import SettingsAtFault, read_settings

COMPLETE = {
    "RODATRADEN_STORE_URL": "postgresql://intake:s3cret@localhost/store",
    "RODATRADEN_REGISTRAR_URL": "postgresql://registrar:s3cret@localhost/store",
    "RODATRADEN_KEYS_URL": "postgresql://vault:s3cret@localhost/store_keys",
    "RODATRADEN_MASTER_KEY": "s3cret",
    "RODATRADEN_EPOCH_SECRETS": "var/epoch-secrets",
    "RODATRADEN_ISSUER": "http://127.0.0.1/issuer",
    "RODATRADEN_AUDIENCE": "rodatraden",
    "RODATRADEN_JWKS": "var/issuer/jwks.json",
    "RODATRADEN_PUBLIC_URL": "http://127.0.0.1:8101/",
}
WITHOUT_KEYS = {
    name: value
    for name, value in COMPLETE.items()
    if name not in {"RODATRADEN_KEYS_URL", "RODATRADEN_MASTER_KEY", "RODATRADEN_EPOCH_SECRETS"}
}


def test_settings_are_read_from_the_environment() -> None:
    settings = read_settings(COMPLETE, seals=True)
    assert settings.keys_url == COMPLETE["RODATRADEN_KEYS_URL"]
    assert settings.public_url == "http://127.0.0.1:8101"


def test_everything_missing_is_named_at_once() -> None:
    with pytest.raises(SettingsAtFault) as failed:
        read_settings({}, seals=True)
    assert len(failed.value.faults) == 9
    assert all(fault.startswith("RODATRADEN_") for fault in failed.value.faults)


def test_a_malformed_url_is_named_and_not_repeated() -> None:
    with pytest.raises(SettingsAtFault) as failed:
        read_settings({**COMPLETE, "RODATRADEN_STORE_URL": "mysql://intake:s3cret@x"}, seals=True)
    assert failed.value.faults == ("RODATRADEN_STORE_URL does not begin with postgresql:",)


def test_a_service_that_seals_nothing_does_without_keys() -> None:
    assert read_settings(WITHOUT_KEYS, seals=False).keys_url is None


def test_a_service_that_seals_nothing_is_not_given_keys() -> None:
    with pytest.raises(SettingsAtFault, match="RODATRADEN_KEYS_URL is not for this service"):
        read_settings(COMPLETE, seals=False)


def test_no_secret_is_shown_when_settings_are_printed() -> None:
    assert "s3cret" not in repr(read_settings(COMPLETE, seals=True))


@pytest.mark.parametrize("rate", ["-1", "fast", "1e9", "nan"])
def test_a_limit_is_a_number_of_calls_a_second(rate: str) -> None:
    told = {**COMPLETE, "RODATRADEN_CLIENT_RATE": rate}
    with pytest.raises(SettingsAtFault, match="RODATRADEN_CLIENT_RATE is not a number of calls"):
        read_settings(told, seals=True)


def test_a_limit_may_be_set_and_taken_away() -> None:
    told = {"RODATRADEN_CLIENT_RATE": "12.5", "RODATRADEN_FAILURE_RATE": "0"}
    settings = read_settings({**COMPLETE, **told}, seals=True)
    assert (settings.client_rate, settings.failure_rate) == (12.5, 0.0)


def test_a_service_signs_the_ledger_only_when_it_is_told_to() -> None:
    assert read_settings(COMPLETE, seals=True).checkpoint_key_file is None
    told = {**WITHOUT_KEYS, "RODATRADEN_CHECKPOINT_KEY": "s3cret"}
    settings = read_settings(told, seals=False)
    assert settings.checkpoint_key == "s3cret"
    assert "s3cret" not in repr(settings)

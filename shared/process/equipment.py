"""What a process is given by its settings: a vault, and the means to sign."""

from functools import partial

from shared.kernel.settings import Settings
from shared.proofs.anchor import Anchor
from shared.proofs.checkpointer import Checkpointer
from shared.proofs.keys import read_signing_key
from shared.vault.master import read_master_key
from shared.vault.vault import Vault


def vault_of(settings: Settings) -> Vault | None:
    """Return the vault of a service that was given file keys."""
    if settings.keys_url is None:
        return None
    master_key = read_master_key(
        settings.master_key, settings.master_key_file, settings.epoch_secrets
    )
    return Vault(settings.keys_url, master_key)


def checkpointer_of(settings: Settings) -> Checkpointer | None:
    """Return the worker that signs the ledger, of a service that was given a key for it."""
    given, file = settings.checkpoint_key, settings.checkpoint_key_file
    if given is None and file is None:
        return None
    read_signing_key(given, file)
    anchor = Anchor(settings.checkpoint_file) if settings.checkpoint_file else None
    return Checkpointer(settings.registrar_url, partial(read_signing_key, given, file), anchor)

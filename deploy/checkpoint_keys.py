"""The key that signs the ledger, the keyring of those before it, and the file of checkpoints."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from deploy.secret_files import kept, write_private
from shared.proofs.anchor import Anchor
from shared.proofs.keyring import Held, Keyring
from shared.proofs.keys import SigningKey, read_signing_key

SKEW = timedelta(minutes=5)  # between our clock and the database's


@dataclass(frozen=True, slots=True)
class CheckpointFiles:
    """Where one database's key, keyring and checkpoints lie, in a folder of its owner's."""

    folder: Path

    @classmethod
    def of(cls, var: Path, database: str) -> "CheckpointFiles":
        """Return the files of ``database``."""
        return cls(var.resolve() / "checkpoints" / database)

    @property
    def key_file(self) -> Path:
        """The private key that signs now."""
        return self.folder / "signing.key"

    @property
    def keyring_file(self) -> Path:
        """Every public key there has been, each with its time: what is handed to verifiers."""
        return self.folder / "keyring.txt"

    @property
    def anchor(self) -> Anchor:
        """Every checkpoint there has been."""
        return Anchor(self.folder / "checkpoints.txt")

    def keyring(self) -> Keyring:
        """Return the keyring."""
        text = self.keyring_file.read_text() if self.keyring_file.exists() else ""
        return Keyring.parse(text)

    def made(self, name: str) -> Path:
        """Return the file of the key, made with its keyring when there is none."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        text = kept(self.key_file, lambda: SigningKey.new(name).exported + "\n")
        if not self.keyring_file.exists():
            self._publish(Keyring([Held(SigningKey.parse(text).public)]))
        return self.key_file

    def rotate(self, at: datetime, *, grace: timedelta) -> SigningKey:
        """Put a new key in the place of the old one, whose public half stays in the keyring.

        The keyring is written first: a key that signs is never one that no verifier knows.
        """
        key = SigningKey.new(read_signing_key(None, self.key_file).name)
        rotated = self.keyring().rotated(key.public, at - SKEW, grace=SKEW + grace)
        self._publish(rotated)
        write_private(self.key_file, key.exported + "\n")
        return key

    def forget_checkpoints(self) -> None:
        """Remove the file of checkpoints, together with the database they were of."""
        self.anchor.path.unlink(missing_ok=True)

    def _publish(self, keyring: Keyring) -> None:
        draft = self.keyring_file.with_name(f"keyring.{os.getpid()}")
        draft.write_text(str(keyring))
        draft.replace(self.keyring_file)


def signing_key(files: CheckpointFiles, env: Mapping[str, str]) -> SigningKey:
    """Return the key that the environment gives, else the one kept in ``files``.

    Raises:
        SigningKeyRefused: there is none, or others than its owner may read it.
    """
    file = env.get("RODATRADEN_CHECKPOINT_KEY_FILE")
    given = env.get("RODATRADEN_CHECKPOINT_KEY") or None
    return read_signing_key(given, Path(file) if file else files.key_file)


def anchor(files: CheckpointFiles, env: Mapping[str, str]) -> Anchor:
    """Return the file of checkpoints that the environment names, else the one in ``files``."""
    file = env.get("RODATRADEN_CHECKPOINT_FILE")
    return Anchor(Path(file)) if file else files.anchor

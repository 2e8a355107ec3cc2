"""A checkpoint as it is written into a committee's minutes: short enough to be typed off paper."""

from shared.kernel.clock import CIVIL_ZONE
from shared.proofs.checkpoint import Checkpoint

_TEXT = """\
KONTROLLPUNKT FÖR HÄNDELSELOGGEN

Liggare:        {origin}
Händelser:      {size}
Tidpunkt:       {time} (svensk tid)
Rot (SHA-256):  {first}
                {second}
Nyckel:         {key}

Roten visar vad loggen innehöll vid tidpunkten. Ändras, tillkommer eller försvinner
något bland de {size} första händelserna stämmer roten inte längre. Kontrollera med
  rodatraden verify EXPORT --key NYCKELRING --minutes {size}:{root}

Antecknas i protokollet, paragraf ________     Justeras ____________________
"""


def as_minuted(checkpoint: Checkpoint, key: str) -> str:
    """Return what is to stand in the minutes; ``key`` tells which key signed."""
    root = checkpoint.root.hex()
    groups = [root[at : at + 8] for at in range(0, 64, 8)]
    return _TEXT.format(
        origin=checkpoint.origin,
        size=checkpoint.size,
        time=checkpoint.made_at.astimezone(CIVIL_ZONE).strftime("%Y-%m-%d %H:%M:%S"),
        first=" ".join(groups[:4]),
        second=" ".join(groups[4:]),
        key=key,
        root=root,
    )

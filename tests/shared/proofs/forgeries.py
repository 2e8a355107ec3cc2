"""What can be done to a log, by somebody who holds the database."""

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256

from shared.eventstore.leaf import chain_hash
from tests.shared.proofs import logs
from tests.shared.proofs.logs import SIZE, Entry, entry, hashed_anew

Log = list[Entry]
AT = 4500  # a position in the second block, after the checkpoint of 4000


def at(position: int, **changed: object) -> Callable[[Log], Log]:
    """Return a forgery that changes fields of the entry at ``position``."""
    return lambda log: [
        replace(each, **changed) if each.position == position else each  # type: ignore[arg-type]  # ty: by name
        for each in log
    ]


def flip_a_byte(log: Log) -> Log:
    hashed = log[AT - 1].hashed
    return at(AT, hashed=hashed[:200] + bytes([hashed[200] ^ 1]) + hashed[201:])(log)


def drop(log: Log) -> Log:
    return log[: AT - 1] + log[AT:]


def drop_and_renumber(log: Log) -> Log:
    return [replace(each, position=place) for place, each in enumerate(drop(log), 1)]


def insert(log: Log) -> Log:
    forged = hashed_anew([entry(AT)])[0]
    more = [*log[: AT - 1], forged, *log[AT - 1 :]]
    return [replace(each, position=place) for place, each in enumerate(more, 1)]


def insert_and_hash_anew(log: Log) -> Log:
    more = [*log[:-1], entry(SIZE, data=b"forged"), entry(SIZE + 1)]
    return hashed_anew(more)


def reorder(log: Log) -> Log:
    return [*log[: AT - 1], log[AT], log[AT - 1], *log[AT + 1 :]]


def reorder_and_renumber(log: Log) -> Log:
    return [replace(each, position=place) for place, each in enumerate(reorder(log), 1)]


def reorder_and_hash_anew(log: Log) -> Log:
    times = [each.registered_at for each in log]
    moved = [*log[: AT - 1], *reversed(log[AT - 1 : AT + 10]), *log[AT + 10 :]]
    moved = [replace(each, registered_at=time) for each, time in zip(moved, times, strict=True)]
    return hashed_anew(moved)


def truncate(log: Log) -> Log:
    return log[:AT]


def rewrite_and_hash_anew(log: Log) -> Log:
    return hashed_anew(at(AT, hashed=logs.stored(AT, data=b"rewritten"))(log))


def rewrite_the_chain_from_there(log: Log) -> Log:
    log = at(AT, hashed=logs.stored(AT, data=b"rewritten"))(log)
    chain, hashed = log[AT - 2].chain, sha256(log[AT - 1].hashed).digest()
    return at(AT, leaf=hashed, chain=chain_hash(chain, hashed))(log)


def swap_two_sealed_values(log: Log) -> Log:
    first = logs.stored(AT, data=b'{"text":"sealed:%d"}' % (AT + 1))
    second = logs.stored(AT + 1, data=b'{"text":"sealed:%d"}' % AT)
    return at(AT + 1, hashed=second)(at(AT, hashed=first)(log))


def break_the_chain_between_blocks(log: Log) -> Log:
    return at(4096, chain=sha256(b"other").digest())(log)


def begin_elsewhere(log: Log) -> Log:
    chain = sha256(b"another beginning").digest()
    made = []
    for each in log:
        chain = chain_hash(chain, each.leaf)
        made.append(replace(each, chain=chain))
    return made

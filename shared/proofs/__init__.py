"""Proof that the ledger is what it was: a Merkle tree over it, signed checkpoints, a verifier.

Knows nothing of events: it reads leaves from the ledger, and the columns the leaves were made of
from an export.
"""

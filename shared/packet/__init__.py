"""A packet: what is kept about somebody as files that can be handed over, with their proofs.

HTML to read, JSON to import, the files that came with it, the proofs that the ledger holds what
it tells of, and a manifest with the hash of each. Pure: whoever builds one has read what it tells.
"""

"""Streams of events, their ledger, and everything that follows it.

The only room that knows the storage library (``eventsourcing``) and ``msgspec``.
"""

"""Reporting (uppföljning och statistik): what has happened, told the same way to everyone.

Owns: nothing that happens in a case; later, the streams of what was reported.
Tells: later ``shared.contracts.reporting`` (report delivered).
Hears: everything that is published.
Never: holds a key, unseals a text, or changes a case.
"""

"""The edge every service shares: one way in, one way to refuse, one way to describe it.

``app`` joins it; ``edge`` is what route files import.
"""

"""Corrections in intake: what may be put right, and what must hold afterwards."""

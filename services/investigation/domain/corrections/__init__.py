"""Corrections in investigation: what may be put right, and what must hold afterwards."""

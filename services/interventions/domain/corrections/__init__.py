"""Corrections in interventions: what may be put right, and what must hold afterwards."""

"""Intake: projections."""

"""Interventions: projections."""

"""Interventions: api."""

"""Interventions: reactions."""

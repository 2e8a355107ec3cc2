"""Interventions: application."""

"""Interventions: domain."""

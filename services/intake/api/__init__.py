"""Intake: api."""

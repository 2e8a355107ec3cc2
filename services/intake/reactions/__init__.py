"""Intake: reactions."""

"""Intake: application."""

"""Reporting: reactions."""

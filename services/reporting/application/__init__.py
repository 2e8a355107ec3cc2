"""Reporting: application."""

"""Systematic follow-up in reporting."""

"""Reporting: projections."""

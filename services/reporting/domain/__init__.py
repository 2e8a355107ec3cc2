"""Reporting: domain."""

"""Investigation: application."""

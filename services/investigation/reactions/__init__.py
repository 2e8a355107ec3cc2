"""Investigation: reactions."""

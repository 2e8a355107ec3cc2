"""The HTTP edge of reporting."""

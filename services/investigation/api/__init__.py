"""The HTTP edge of investigation."""

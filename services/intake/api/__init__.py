"""The HTTP edge of intake: what comes in, what is answered, and by which right."""

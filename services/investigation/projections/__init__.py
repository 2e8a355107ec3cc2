"""Read models of investigation: one file, one question; rebuilt at will from the events."""

"""What investigation does when something has happened in intake."""

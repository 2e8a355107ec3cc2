"""The rules of reporting: none yet, for nothing has been delivered from here."""

"""What interventions does when something has happened in investigation."""

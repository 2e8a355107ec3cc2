"""Who may see a person: protection, the list of each case, and the broken glass."""

"""Who may see what, over every route of every service."""

"""Use cases of reporting: following one thread across the services."""

"""What arrived: a report of concern, an application or a request, kept as it was sent."""

"""Meetings of the committee and its subcommittee, and what each is told was decided for it."""

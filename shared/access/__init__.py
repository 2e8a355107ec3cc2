"""Who calls, and what they may: tokens, the one table of rights, the development issuer."""

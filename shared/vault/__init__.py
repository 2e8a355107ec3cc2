"""File keys: sealing, sharing, destroying; and the keyed hash a person is found by."""

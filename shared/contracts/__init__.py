"""Published events: what one service promises to tell the others. Append-only.

Ids, codes, dates and the legal basis only: never a name, a personnummer or free text.
"""

"""Intake (aktualisering): from the first report or application to the choice of the way on.

Owns: the streams of kind ``report`` (what arrived, kept unchanged and sealed), ``person`` (the
register: pseudonyms, sealed identities, relations) and ``intake`` (one matter about one person).
Tells: ``shared.contracts.intake`` - received, opened, assessed, assigned, concluded, fed back.
Hears: that an investigation about the person is open or closed.
Never: refuses a report for being incomplete or anonymous, tells a sender who is known, decides on
an intervention, or lets a name leave the register except to an official who asks.
"""

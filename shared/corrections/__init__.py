"""Corrections (rättelser): what may be put right, by whom, and what it changes.

Owns: the rules of correcting, annulling, approving and disputing a fact of any stream.
Tells: which facts stand, what each was before, and an impact list of every correction.
Hears: nothing; each service brings its rule book, and whoever builds on facts a dependant.
Never: changes or removes an event, or lets a decision's content be corrected.
"""

"""The development log-in: an OpenID Connect issuer for demo and tests, on loopback only.

Owns: nothing that lasts; codes live a minute, in memory.
Never: asks for a password, or signs in the name of a real issuer.
"""

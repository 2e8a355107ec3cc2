"""The national REST API profile (Digg, 1.2.0): the rules a program can check.

Each rule takes an OpenAPI document and yields what breaks it. Rules carry the profile's ids.
"""

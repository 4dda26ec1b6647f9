"""The words every room speaks: actor, refusal, citation, period, urn, canonical form, clock.

No tables, no Django. Everything here is a value or a pure function, so rules, the standalone verifier
and the database rooms can share it.
"""

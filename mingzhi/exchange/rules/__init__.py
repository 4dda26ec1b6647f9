"""Dry: what is sent, how it is signed, what came of it."""

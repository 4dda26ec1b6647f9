"""Measurements on a generated county; see docs/bench.md."""

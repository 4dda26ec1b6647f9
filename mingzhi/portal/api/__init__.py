"""The public API, version 1: read-only, without a key, the same content as the pages."""

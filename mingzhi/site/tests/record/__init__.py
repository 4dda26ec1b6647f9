"""The record altered by hand, sealed, backed up, cleared."""

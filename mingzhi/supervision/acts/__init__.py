"""The acts of supervision: anonymous ratings, annual statistics."""

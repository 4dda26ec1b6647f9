"""The acts of supervision: anonymous ratings."""

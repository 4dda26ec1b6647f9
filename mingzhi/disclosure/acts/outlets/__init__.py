"""Outlets of an agency and what is owed to them: opened, pushed, confirmed, taken down."""

"""The shared look, the two languages, and what every request passes."""

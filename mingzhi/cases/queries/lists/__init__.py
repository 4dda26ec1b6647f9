"""Many cases at once: lists, what waits for whom, who stands in several cases."""

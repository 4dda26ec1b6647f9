"""Pages of cases, their material and their reviews."""

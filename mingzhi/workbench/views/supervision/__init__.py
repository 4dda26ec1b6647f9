"""Pages of supervision: completeness, statistics, ratings."""

"""Guards of licences (行政许可法 第四章、第六章)."""

"""Guards of compulsory enforcement: the agency's own, and through the court (行政强制法 第四章、第五章)."""

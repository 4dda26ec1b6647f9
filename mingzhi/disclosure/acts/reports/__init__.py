"""Reports that something public is wrong: taken in, answered, the contact forgotten."""

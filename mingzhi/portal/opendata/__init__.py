"""Open data: everything public in files that anybody may take, built from the same published copies."""

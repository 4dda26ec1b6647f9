"""The command, the demo, the generator, the jobs, the registry of clauses."""

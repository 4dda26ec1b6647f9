"""What the party reads of its own case, what it asks for and what it can turn to."""

"""What the public sees, and what it must not see any longer."""

"""What is done in a case: open it, take its steps, add material, review, answer the party."""

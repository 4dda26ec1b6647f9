"""The pages of staff over several rooms."""

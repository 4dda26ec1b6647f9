"""Pages under /work/registers/ that show what is kept, and the calendar."""

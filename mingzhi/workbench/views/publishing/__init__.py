"""Pages under /work/publish/."""

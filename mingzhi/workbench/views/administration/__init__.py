"""Pages under /work/people/, /work/bodies/ and /work/delegations/."""

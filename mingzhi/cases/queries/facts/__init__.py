"""What the guards see of a case: one frozen picture, made chapter by chapter from its rows."""

"""The time limits, one table for each part of the law; each line cites its article."""

"""A large county for measurements, made of cases that were really walked.

Acts are the only writers; this is the named exception. A few *patterns* are played through the acts,
start to end. Whatever rows an act wrote for a pattern (in any table, of any room) are taken as they
stand and *struck* again for further cases: with the identifiers, salts, numbers and the party of the
copy, and with every commitment computed anew from the content of the copy. So the acts themselves are
the builders of these rows, and a row they begin to write tomorrow is copied tomorrow.

What a copy shares with its pattern: days and times, the officers, the wording, and the stored files
(the drawn sheets show the party of the pattern; digests are those of the file). Triggers, constraints
and foreign keys stay on.
"""

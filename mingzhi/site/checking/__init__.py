"""Whether the record is whole: everything that `ledger check`, and a restore, compares."""

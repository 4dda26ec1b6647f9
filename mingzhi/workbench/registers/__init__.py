"""The forms of the registers: holidays, entries of public registers, counsel."""

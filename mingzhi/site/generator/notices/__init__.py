"""A million public notices for measurements of the public side, without the cases behind them.

Acts are the only writers; this is the named exception of the bulk generator. Every notice gets the rows
that the four acts of ``disclosure`` write for a decision (duties, notice, check, publication with its leaf,
states), built by the same builders, and its commitment in the log "publications". What the acts write
beside that, their entries in the trail, is left out: nothing of it is public.
"""

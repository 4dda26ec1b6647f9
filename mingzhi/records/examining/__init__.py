"""Look inside a file before it is taken: what runs, what is locked, what is too much.

The file is read, never changed. What needs a parser for it (PDF, office documents) is looked into by a
process of its own, with little time and memory and nothing to steal: see :mod:`.apart`.
"""

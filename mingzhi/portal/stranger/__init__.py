"""What a stranger runs against this place: standard library only, no Django, no database, no trust.

``monitor`` follows the public log and the notices; ``rebuilding`` makes a portal out of the open-data files.
"""

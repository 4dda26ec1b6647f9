"""All reading of this room. What the public may see takes no viewer; the rest takes one."""

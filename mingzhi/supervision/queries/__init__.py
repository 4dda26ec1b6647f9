"""All reading of this room; who may not know gets NotKnown or NotAllowed."""

from mingzhi.ledger.models.checkpoint import Checkpoint
from mingzhi.ledger.models.leaf import Leaf
from mingzhi.ledger.models.log import Log
from mingzhi.ledger.models.tile import Tile

__all__ = ["Checkpoint", "Leaf", "Log", "Tile"]

"""JSON as it is stored here: Chinese letters as they are, half the size of escapes."""

import json
from typing import Any


class PlainEncoder(json.JSONEncoder):
    """Writes letters, not escapes, and no spaces."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{**options, "ensure_ascii": False, "separators": (",", ":")})

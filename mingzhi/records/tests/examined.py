"""What came of looking into a file: as its sender is told, or without the process apart."""

import io

import pytest

from mingzhi.kernel.refusal import Invalid
from mingzhi.records.examining.inside import found
from mingzhi.records.storing import store_bytes


def why(content, name):
    with pytest.raises(Invalid) as caught:
        store_bytes(content, name)
    assert caught.value.code == "records.hostile" and caught.value.way_out
    return caught.value.params["why"]


def taken(content, name):
    return store_bytes(content, name).pages


def harm(content, name):
    """Look as the process apart does, without the process."""
    return found(io.BytesIO(content), name.rpartition(".")[2]).get("harm")

"""Write a leaf and queue its commitment for the log "publications", and look at the index again."""

from functools import partial

from django.db import transaction

from mingzhi.disclosure.acts import indexing
from mingzhi.disclosure.models import IndexJob, Leaf, Notice
from mingzhi.kernel import clock
from mingzhi.ledger.acts.queue import queue_leaf

LOG = "publications"


def seal(leaf: Leaf) -> Leaf:
    """Save the leaf and queue its commitment, inside the caller's transaction."""
    leaf.save()
    queue_leaf(log=LOG, commitment=bytes.fromhex(leaf.commitment))
    return leaf


def index_later(notice: Notice) -> None:
    """Leave a job for the search index; it is tried at once after the commit."""
    job = IndexJob.objects.create(notice=notice, queued_at=clock.now())
    transaction.on_commit(partial(indexing.attempt, job.pk), robust=True)

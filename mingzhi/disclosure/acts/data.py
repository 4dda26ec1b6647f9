"""Seal an edition of the open-data files in the log."""

from mingzhi.disclosure import policy
from mingzhi.disclosure.acts import builders
from mingzhi.disclosure.acts.leaves import seal
from mingzhi.disclosure.models import DataEdition
from mingzhi.disclosure.rules import content
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.refusal import Conflict
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.trail.acts import act, describe


@act(
    "disclosure.seal_data",
    title=_("封存开放数据"),
    may=policy.only_system,
    serves=("2.1.3c", "2.4.2a"),
    basis=("浙政办发〔2019〕20号 二(四)2",),
)
def seal_data(*, actor: Actor, manifest_sha256: str, notices: int) -> DataEdition:
    """Seal the digest of a manifest, which names every file of the set with its own digest.

    Raises Conflict when this set is sealed already.
    """
    newest = DataEdition.objects.select_for_update().order_by("-number").first()
    if DataEdition.objects.filter(manifest_sha256=manifest_sha256).exists():
        raise Conflict("disclosure.data_sealed", _("这一期开放数据已经封存。"))
    number, moment = (newest.number if newest else 0) + 1, clock.now()
    leaf = builders.leaf(
        content.DATA,
        content.data_content(
            edition=number,
            notices=notices,
            manifest=manifest_sha256,
            at=moment.isoformat(timespec="seconds"),
        ),
        of=None,
        moment=moment,
    )
    edition = DataEdition.objects.create(
        number=number,
        sealed_at=moment,
        manifest_sha256=manifest_sha256,
        notices=notices,
        leaf=seal(leaf),
    )
    describe(
        subject="urn:mingzhi:disclosure:data",
        label=f"开放数据 第{number}期",
        content={"edition": number, "notices": notices, "manifest_sha256": manifest_sha256},
    )
    return edition

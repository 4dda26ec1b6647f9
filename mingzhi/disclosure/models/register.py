"""Public registers: their entries with periods, and the editions by which they were published."""

from django.db import models
from django.db.models import F, Q

from mingzhi.disclosure.models.plain import PlainEncoder
from mingzhi.disclosure.models.publication import Leaf


class RegisterEdition(models.Model):
    """A state of a register as it was published: numbered, counted, sealed in the log "publications".

    ``digest`` is the SHA-256 of all its rows in canonical form; anybody can fetch them and compare.
    """

    register = models.CharField("登记簿", max_length=20)
    number = models.PositiveIntegerField("期次")
    published_at = models.DateTimeField("公布时间")
    rows = models.PositiveIntegerField("条数")
    added = models.PositiveIntegerField("新增")
    removed = models.PositiveIntegerField("移出")
    digest = models.CharField("全文哈希", max_length=64)
    leaf = models.OneToOneField(Leaf, on_delete=models.PROTECT, related_name="register_edition")

    class Meta:
        verbose_name = "登记簿期次"
        constraints = [
            models.UniqueConstraint(fields=["register", "number"], name="disclosure_edition_number"),
        ]

    def __str__(self) -> str:
        return f"{self.register} {self.number}"


class RegisterRow(models.Model):
    """One entry of a register: it holds in ``[since, until)`` and was published by ``from_edition``.

    ``until_edition`` is the first edition without it (empty: it stands in the newest). A changed entry is
    a new row; ``body`` is what search reads.
    """

    register = models.CharField("登记簿", max_length=20)
    key = models.CharField("标识", max_length=200)
    since = models.DateField("自")
    until = models.DateField("至", null=True)
    values = models.JSONField("内容", encoder=PlainEncoder)
    body = models.TextField("检索文本")
    digest = models.CharField("哈希", max_length=64)
    from_edition = models.PositiveIntegerField("起始期次")
    until_edition = models.PositiveIntegerField("终止期次", null=True)

    class Meta:
        verbose_name = "登记簿条目"
        indexes = [
            models.Index(
                fields=["register", "key"],
                condition=Q(until_edition__isnull=True),
                name="disclosure_register_key",
            ),
            models.Index(fields=["register", "from_edition"], name="disclosure_register_edition"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["register", "digest"],
                condition=Q(until_edition__isnull=True),
                name="disclosure_register_row_once",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")), name="disclosure_register_period"
            ),
            models.CheckConstraint(
                condition=Q(until_edition__isnull=True) | Q(until_edition__gt=F("from_edition")),
                name="disclosure_register_editions",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.register} {self.key}"

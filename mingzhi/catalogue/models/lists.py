"""The legal review list and the audio-video recording list.

In cities and counties each agency makes its own: ``agency_code`` says whose a line is, empty where it holds
for every agency of the place (浙政办发〔2019〕20号 二(二)2, 二(三)2).
"""

from django.db import models

from mingzhi.catalogue.models.dated import Dated, current_per_agency, ordered


class ReviewRule(Dated):
    """One line of the legal review table of a level (浙政办发〔2019〕20号 二(三)2)."""

    code = models.CharField("编码", max_length=40)
    jurisdiction = models.CharField("适用区域", max_length=9, blank=True)
    agency_code = models.CharField("适用机关", max_length=18, null=True)  # noqa: DJ001 - added to a guarded table
    kind = models.CharField("行为类别", max_length=10)
    rank = models.PositiveIntegerField("次序", default=100)
    conditions = models.JSONField("条件", default=dict)
    reason = models.CharField("理由", max_length=200)
    citation = models.CharField("依据", max_length=120)

    class Meta:
        verbose_name = "法制审核事项"
        constraints = [
            ordered("catalogue_review_period"),
            *current_per_agency("catalogue_review_current"),
        ]

    def __str__(self) -> str:
        return self.reason


class RecordingItem(Dated):
    """One line of the recording list of a level (浙政办发〔2019〕20号 二(二)2)."""

    code = models.CharField("编码", max_length=40)
    jurisdiction = models.CharField("适用区域", max_length=9, blank=True)
    agency_code = models.CharField("适用机关", max_length=18, null=True)  # noqa: DJ001 - added to a guarded table
    kind = models.CharField("行为类别", max_length=10)
    steps = models.JSONField("环节", default=list)
    title = models.CharField("记录事项", max_length=100)
    occasion = models.CharField("记录场合", max_length=200)
    manner = models.CharField("记录方式", max_length=60)
    starts = models.CharField("开始", max_length=100)
    ends = models.CharField("结束", max_length=100)
    points = models.CharField("记录要点", max_length=300, blank=True)
    phrase = models.CharField("用语指引", max_length=400, blank=True)
    uninterrupted = models.BooleanField("全程无间断", default=False)
    demanded = models.BooleanField("必须记录", default=True)
    retention = models.CharField("保存期限", max_length=100)
    citation = models.CharField("依据", max_length=120)

    class Meta:
        verbose_name = "音像记录事项"
        constraints = [
            ordered("catalogue_recording_period"),
            *current_per_agency("catalogue_recording_current"),
        ]

    def __str__(self) -> str:
        return self.title

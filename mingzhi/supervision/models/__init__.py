from mingzhi.supervision.models.adjustment import AdjustmentAnswer as AdjustmentAnswer
from mingzhi.supervision.models.adjustment import AdjustmentTask as AdjustmentTask
from mingzhi.supervision.models.adjustment import Change as Change
from mingzhi.supervision.models.adjustment import Escalation as Escalation
from mingzhi.supervision.models.annual import AnnualReport as AnnualReport
from mingzhi.supervision.models.annual import AnnualSnapshot as AnnualSnapshot
from mingzhi.supervision.models.annual import AnnualSubmission as AnnualSubmission
from mingzhi.supervision.models.rating import Rating as Rating

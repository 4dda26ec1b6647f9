from mingzhi.supervision.models.annual import AnnualReport as AnnualReport
from mingzhi.supervision.models.annual import AnnualSnapshot as AnnualSnapshot
from mingzhi.supervision.models.annual import AnnualSubmission as AnnualSubmission
from mingzhi.supervision.models.rating import Rating as Rating

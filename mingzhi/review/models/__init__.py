from mingzhi.review.models.assignment import Assignment as Assignment
from mingzhi.review.models.coordination import Coordination as Coordination
from mingzhi.review.models.finding import Finding as Finding
from mingzhi.review.models.opinion import Clearance as Clearance
from mingzhi.review.models.opinion import Opinion as Opinion
from mingzhi.review.models.submission import Extension as Extension
from mingzhi.review.models.submission import Submission as Submission
from mingzhi.review.models.submission import SubmissionHandler as SubmissionHandler

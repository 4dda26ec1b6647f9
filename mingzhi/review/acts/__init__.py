from mingzhi.review.acts.assigning import assign as assign
from mingzhi.review.acts.assigning import extend_limit as extend_limit
from mingzhi.review.acts.coordinating import coordinate as coordinate
from mingzhi.review.acts.finding import record_finding as record_finding
from mingzhi.review.acts.finding import withdraw_finding as withdraw_finding
from mingzhi.review.acts.opining import give_opinion as give_opinion
from mingzhi.review.acts.submitting import submit as submit

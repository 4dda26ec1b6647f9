from mingzhi.cases.acts.opening import open_case as open_case
from mingzhi.cases.acts.reviewing import record_opinion as record_opinion
from mingzhi.cases.acts.taking import take_step as take_step

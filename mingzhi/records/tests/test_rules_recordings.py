"""What of the recording list a case has (浙政办发〔2019〕20号 二(二)2)."""

from datetime import datetime, timedelta

from mingzhi.kernel.clock import CHINA
from mingzhi.records.rules.recordings import Captured, RecordingDemand, RecordingStanding, assess

NINE = datetime(2026, 3, 3, 9, 40, tzinfo=CHINA)


def at(minutes):
    return NINE + timedelta(minutes=minutes)


def demand(**more):
    return RecordingDemand(item_code="inspection", label="现场检查", **more)


def captured(start, end, **more):
    return Captured(urn="u", item_code="inspection", start=at(start), end=at(end), **more)


def standing(wanted, recordings, reasons=()):
    return assess([wanted], recordings, reasons)[0]


def test_nothing_recorded_is_missing_until_explained():
    assert standing(demand(), []).standing is RecordingStanding.MISSING
    told = standing(demand(), [], [("inspection", "", "设备故障")])
    assert told.standing is RecordingStanding.EXPLAINED and told.reasons == ("设备故障",)
    assert standing(demand(), [], [("seizure", "", "别的")]).standing is RecordingStanding.MISSING


def test_a_recording_without_a_demanded_span_meets_the_demand():
    assert standing(demand(), [captured(0, 51)]).standing is RecordingStanding.MET


def test_the_whole_span_must_be_covered():
    wanted = demand(start=at(0), end=at(51))
    assert standing(wanted, [captured(-2, 51)]).standing is RecordingStanding.MET
    broken = standing(wanted, [captured(-2, 20), captured(30, 60)])
    assert broken.standing is RecordingStanding.INTERRUPTED
    assert broken.gaps == ((at(20), at(30)),)
    late = standing(wanted, [captured(5, 40)])
    assert late.gaps == ((at(0), at(5)), (at(40), at(51)))


def test_seams_between_files_are_no_gap():
    wanted = demand(start=at(0), end=at(51))
    seam = Captured(urn="b", item_code="inspection", start=at(20) + timedelta(seconds=40), end=at(51))
    assert standing(wanted, [captured(0, 20), seam]).standing is RecordingStanding.MET


def test_an_explained_interruption_is_explained():
    wanted = demand(start=at(0), end=at(51))
    told = standing(wanted, [captured(0, 20, gap_reason="更换电池")])
    assert told.standing is RecordingStanding.EXPLAINED and told.gaps


def test_steps_are_told_apart():
    wanted = demand(step_urn="step:2")
    assert standing(wanted, [captured(0, 9, step_urn="step:1")]).standing is RecordingStanding.MISSING
    assert standing(wanted, [captured(0, 9, step_urn="step:2")]).standing is RecordingStanding.MET

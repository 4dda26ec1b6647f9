"""监督公示平台 Watch a portal from outside: its log, its notices, their receipts. No Django, no trust.

Exit status: 0 everything holds, 1 an alarm, 2 something could not be asked.
"""

import argparse
import sys
from pathlib import Path

from mingzhi.portal.stranger.asking import Place
from mingzhi.portal.stranger.monitor import AT_MOST, watch
from mingzhi.portal.stranger.state import Report, keep, load


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("url", metavar="URL", help="https://portal.example")
    parser.add_argument(
        "--state",
        type=Path,
        default=Path("monitor.json"),
        help="保存所见的文件 what was seen, kept between runs",
    )
    parser.add_argument(
        "--key", default="", metavar="VKEY", help="另行取得的日志公钥 the log's key, got elsewhere"
    )
    parser.add_argument(
        "--checkpoint",
        type=Path,
        action="append",
        default=[],
        help="别人看到的检查点 a checkpoint others were shown",
    )
    parser.add_argument(
        "--files",
        action="store_true",
        help="同时核对全部开放数据文件和日志条目 check all open-data files and all entries of the log too",
    )
    parser.add_argument(
        "--at-most",
        type=int,
        default=AT_MOST,
        metavar="N",
        help="每次核对的公示信息数，0 为全部 notices looked at in one run, 0 for all; default %(default)s",
    )


def run(arguments: argparse.Namespace) -> int:
    """Look once, say what was found, keep what was seen."""
    try:
        place = Place(arguments.url)
        state = load(arguments.state)
        others = tuple(path.read_text("utf-8") for path in arguments.checkpoint)
    except (OSError, ValueError, KeyError) as error:
        print(f"无法读取 Cannot read: {error}", file=sys.stderr)
        return 2
    report = watch(
        place,
        state,
        key=arguments.key.strip(),
        others=others,
        whole=arguments.files,
        at_most=arguments.at_most,
    )
    keep(arguments.state, state)
    print(told(report))
    return report.status


def told(report: Report) -> str:
    """Say in both languages what one look found."""
    lines = [
        f"日志 log: {report.size}，公示信息 notices known: {report.known}，本次核对 checked: {report.checked}"
    ]
    if report.registers:
        lines.append(f"登记簿 registers checked: {report.registers}")
    if report.lines:
        lines.append(f"开放数据 open data, lines checked: {report.lines}")
    lines += [f"✗ {zh}\n  {en}" for zh, en in report.alarms]
    lines += [f"? {doubt}" for doubt in report.doubts]
    verdict = {
        0: "✓ 一切相符 EVERYTHING HOLDS",
        1: "✗ 告警 ALARM",
        2: "? 未能全部核对 NOT ALL COULD BE CHECKED",
    }
    return "\n".join([*lines, verdict[report.status]])

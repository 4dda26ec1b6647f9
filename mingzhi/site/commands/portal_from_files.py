"""由开放数据文件重建公示平台 Rebuild a static portal from open-data files alone: no database, no Django."""

import argparse
import sys
from contextlib import suppress
from pathlib import Path

from mingzhi.portal.stranger.answering import server
from mingzhi.portal.stranger.reading import Unsound
from mingzhi.portal.stranger.rebuilding import rebuild


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("source", type=Path, metavar="DIR", help="开放数据文件所在 where the files lie")
    parser.add_argument(
        "--to", type=Path, default=Path("portal"), metavar="DIR", help="写到哪里 where to write"
    )
    parser.add_argument(
        "--serve",
        type=int,
        metavar="PORT",
        help="并回答查询、某日情况和变化 and answer searches, days, changes",
    )


def run(arguments: argparse.Namespace) -> int:
    """Rebuild; the exit status is 1 when a file or line is not what it says it is."""
    try:
        made = rebuild(arguments.source, arguments.to)
    except (Unsound, OSError, ValueError, KeyError) as error:
        print(f"✗ {error}", file=sys.stderr)
        return 1
    told = f"{made.notices} + {made.tombstones} 公示信息 notices, {made.entries} 登记簿条目 register entries"
    print(f"✓ {told}: {arguments.to / 'index.html'}")
    if arguments.serve is not None:
        answering = server(made.answers, arguments.serve)
        print(f"http://127.0.0.1:{answering.server_port}/", flush=True)
        with suppress(KeyboardInterrupt):
            answering.serve_forever()
    return 0

"""Start the fictional county: migrate, load it once (all through acts), print the logins, serve."""

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connections

from mingzhi.identity.models import Agency
from mingzhi.kernel import clock
from mingzhi.site.commands import serve
from mingzhi.site.commands.ending import end_with
from mingzhi.site.commands.reading import count
from mingzhi.site.demo.county import county
from mingzhi.site.demo.hall import PATH
from mingzhi.site.demo.loading import load
from mingzhi.site.demo.plan import PLAN
from mingzhi.site.jobs import running

TOUR = (
    ("chenli", "承办人", "officer and handler"),
    ("fangyuan", "法制审核人员", "legal reviewer"),
    ("xuwen", "法制审核机构负责人", "head of legal review"),
    ("shenguoping", "机关负责人", "head of agency"),
    ("jiangnan", "公示员", "publisher"),
    ("songyu", "保密审查员", "secrecy and privacy checker"),
    ("duanmei", "档案员", "archivist"),
    ("supervisor", "司法行政监督员", "supervisor"),
    ("admin", "系统管理员", "administrator"),
    ("sj3", "省级目录和日历管理员", "keeper of the law and the calendar, province"),
    ("mj7", "市级目录管理员", "keeper of the law, city"),
    ("mj4", "市级机关负责人", "head of agency, city"),
    ("sft2", "执法主体与人员管理员", "registrar of bodies"),
    ("qsf3", "县级地方标准管理员", "keeper of standards, county"),
    ("msf2", "市级地方标准管理员", "keeper of standards, city"),
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options: those of serve, and how much to load."""
    serve.add_arguments(parser)
    parser.add_argument("--load-only", action="store_true", help="load and stop")
    parser.add_argument("--while", dest="parent", type=count, help="load while that process lives")
    parser.add_argument("--cases", type=count, default=len(PLAN), help="how many cases of the plan")


def run(arguments: argparse.Namespace) -> int:
    """Load the county into an empty database and serve it; a second start keeps what is there."""
    if settings.MODE == "production":
        print("The demo county never enters production.", file=sys.stderr)
        return 1
    if not arguments.load_only and not serve.port_is_free(arguments):
        return 1
    call_command("migrate", verbosity=0)
    if unfinished().exists():
        print(
            f"上次装载中断，请删除 {settings.VAR} 后重来。 Loading was cut short: delete it and start again."
        )
        return 1
    if Agency.objects.exists():
        print("数据已在，直接启动。 The county is already loaded.", flush=True)
    elif arguments.load_only:
        end_with(arguments.parent)
        _load(arguments.cases)
    elif not _loaded_apart(arguments.cases):
        return 1
    if arguments.load_only:
        return 0
    _greet(arguments)
    return serve.run(arguments)


def unfinished() -> Path:
    """Return the mark that stands while the county is being loaded."""
    return Path(settings.VAR) / "loading"


def _loaded_apart(cases: int) -> bool:
    """Load in a process of its own; tell whether it ended well.

    Drawing papers leaves threads behind in a process, and a server forked from it has none of them: it
    would wait for ever at its first paper.
    """
    for connection in connections.all(initialized_only=True):
        connection.close()
    command = [sys.executable, "-m", "mingzhi.site.command", "demo", "--load-only", f"--cases={cases}"]
    command += [f"--while={os.getpid()}"]
    return subprocess.run(command, check=False).returncode == 0  # noqa: S603 - our own command


def _load(cases: int) -> None:
    begun = time.monotonic()
    unfinished().parent.mkdir(parents=True, exist_ok=True)
    unfinished().touch()
    print("装载虚构的清溪县…… Loading the fictional county through acts.", flush=True)
    for done, of, label in load(cases=cases, now=clock.now()):
        print(f"\r  {done}/{of}  {label[:40]:<40}", end="", flush=True)
    running.run_all()
    unfinished().unlink()
    print(f"\r  完成，用时 {time.monotonic() - begun:.0f} 秒。 Done.{' ' * 40}", flush=True)


def _greet(arguments: argparse.Namespace) -> None:
    address = f"http://{arguments.host}:{arguments.port}"
    print(f"\n公示平台 portal      {address}/")
    print(f"工作台   workbench   {address}/work/    密码 password: {county()['password']}")
    for login, role, english in TOUR:
        print(f"    {login:<12} {role}  {english}")
    print(f"推送     webhook     {address}{PATH}    (另一系统收到的公示 what another system received)")
    print(f"当事人   party       {address}/desk/    (文书末页的编码 code on a paper)\n", flush=True)

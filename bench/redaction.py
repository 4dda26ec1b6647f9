"""Measure redaction and leak test on the seeded corpus: recall and precision by class of identifier."""

import argparse
from collections.abc import Sequence
from time import perf_counter

from bench.places import FOLDER
from mingzhi.redaction import PROFILES
from mingzhi.redaction.tests.corpus import pages
from mingzhi.redaction.tests.corpus.composing import SETS
from mingzhi.redaction.tests.corpus.eighth import EIGHTH_FILES
from mingzhi.redaction.tests.corpus.files import file_pages, lone_pages
from mingzhi.redaction.tests.corpus.measuring import Tally, measure
from mingzhi.redaction.tests.corpus.ninth import NINTH_FILES
from mingzhi.redaction.tests.corpus.seventh import SEVENTH_FILES
from mingzhi.redaction.tests.corpus.sixth import SIXTH_FILES, CaseFile

AIM = 0.995
FILES = {"sixth": SIXTH_FILES, "seventh": SEVENTH_FILES, "eighth": EIGHTH_FILES, "ninth": NINTH_FILES}


def main(given: Sequence[str]) -> None:
    """Measure the seeds one after another, print tables and write var/bench/redaction.md."""
    parser = argparse.ArgumentParser(prog="python -m bench redaction", description=__doc__)
    parser.add_argument("--documents", type=int, default=2_000, help="per seed")
    parser.add_argument("--seeds", nargs="+", default=["1", "2"])
    parser.add_argument("--shown", type=int, default=200, help="documents whose pieces are shown one by one")
    parser.add_argument(
        "--only", choices=tuple(SETS), default="", help="sentences written after the detectors"
    )
    parser.add_argument(
        "--files", choices=tuple(FILES), default="", help="whole files in the prose of decisions"
    )
    parser.add_argument("--examples", type=int, default=0, help="print so many of what went wrong")
    asked = parser.parse_args(given)
    if asked.files:
        print("\n".join(lines_of_files(FILES[asked.files])))
        return
    lines = ["# Redaction, measured", ""]
    for seed in asked.seeds:
        begun = perf_counter()
        tally = measure(pages(seed, asked.documents, only=asked.only), PROFILES["zj"])
        seconds = perf_counter() - begun
        shown = measure(pages(f"{seed} shown", asked.shown, only=asked.only), PROFILES["zj"], reveal=True)
        lines += lines_of(seed, tally, shown, seconds)
        for what, where in tally.examples[: asked.examples]:
            print(f"{what}: {where!r}")
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / "redaction.md").write_text("\n".join(lines))
    print("\n".join(lines))


def lines_of_files(files: Sequence[CaseFile]) -> list[str]:
    """Return what was found in whole files, with the people entered and without, and in lone sentences."""
    ways = {
        "with the people entered": file_pages(1, files),
        "nobody entered": file_pages(1, files, entered=False),
        "each sentence alone": lone_pages(1, files),
    }
    tallies = {name: measure(texts, PROFILES["zj"]) for name, texts in ways.items()}
    return [
        f"{name}: {_share(tally.recall)} of {tally.planted.total()} hidden, "
        f"{_share(tally.safe)} hidden or asked, precision {_share(tally.precision)}, "
        f"{1000 * tally.needless / tally.characters:.1f} needless questions "
        f"in 1,000 characters, {tally.leaks} leaks told"
        for name, tally in tallies.items()
    ]


def lines_of(seed: str, tally: Tally, shown: Tally, seconds: float) -> list[str]:
    """Return one seed's tables as Markdown."""
    aim = "met" if tally.recall >= AIM else "missed"
    lines = [
        f"## Seed {seed}: {tally.texts:,} texts, {tally.characters:,} characters, {seconds:.0f} s",
        "",
        f"- recall {_share(tally.recall)} of {tally.planted.total():,} planted pieces ({AIM:.1%}: {aim})",
        f"- hidden or put before a person as a possible name {_share(tally.safe)}; "
        f"{tally.questions:,} questions, {1000 * tally.needless / tally.characters:.2f} needless ones "
        "in 1,000 characters",
        f"- precision {_share(tally.precision)} of {tally.marks.total():,} marks hide something planted",
        f"- kept {_share(tally.kept)} of {tally.stays.total():,} public pieces; {_share(tally.excess)} "
        "of the hidden letters belong to nothing planted",
        f"- leak test: {tally.leaks} reports on the redacted texts; of {shown.shown.total():,} pieces "
        f"shown again one by one it told {_share(shown.noticed)}",
        "",
        "| planted class | pieces | recall | leak test tells |",
        "|---|---:|---:|---:|",
    ]
    for name, number in sorted(tally.planted.items()):
        told = _share(shown.told[name] / shown.shown[name]) if shown.shown[name] else "—"
        lines.append(f"| {name} | {number:,} | {_share(tally.hidden[name] / number)} | {told} |")
    lines += ["", "| marks by kind | marks | right |", "|---|---:|---:|"]
    lines += [
        f"| {kind.value} | {number:,} | {_share(tally.right[kind] / number)} |"
        for kind, number in sorted(tally.marks.items())
    ]
    return [*lines, ""]


def _share(value: float) -> str:
    return f"{100 * value:.2f} %"

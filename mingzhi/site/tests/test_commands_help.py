"""What the command says of itself."""

import sys

from mingzhi.site.command import COMMANDS, main


def test_help_says_in_a_line_what_every_command_does_and_loads_none(monkeypatch, capsys):
    for module, _django in COMMANDS.values():
        monkeypatch.delitem(sys.modules, f"mingzhi.site.commands.{module}", raising=False)
    for words in ([], ["--help"], ["help"]):
        assert main(words) == 0
        told = capsys.readouterr().out.splitlines()
        lines = {line.split()[0]: line.split(maxsplit=1)[1:] for line in told if line.startswith("  ")}
        assert set(lines) == set(COMMANDS) and all(lines.values())
    assert not [name for name, _django in COMMANDS.values() if f"mingzhi.site.commands.{name}" in sys.modules]

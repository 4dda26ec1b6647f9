"""``mingzhi search_index rebuild|check``: the search index is a projection and can be made anew."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from mingzhi.disclosure.acts import indexing


class Command(BaseCommand):
    """Rebuild the search index from what is public, or compare the two."""

    help = "rebuild: build the search index anew from what is public; check: compare the two"

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the arguments."""
        parser.add_argument("action", choices=("rebuild", "check"))

    def handle(self, *_words: Any, **options: Any) -> None:
        """Do it and say what was found."""
        if options["action"] == "rebuild":
            self.stdout.write(str(indexing.rebuild()))
            return
        problems = indexing.check()
        for problem in problems:
            self.stdout.write(problem)
        if problems:
            raise CommandError(f"{len(problems)}")
        self.stdout.write("ok")

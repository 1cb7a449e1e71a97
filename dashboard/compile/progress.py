"""Say what is being done, and how long it took."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO


class Progress:
    """One line for each step: what is done, what came of it, seconds."""

    def __init__(self, stream: TextIO | None = None, *, quiet: bool = False) -> None:
        """Choose where the lines go.

        Args:
            stream: where to write; standard output unless given.
            quiet: write nothing, for use from tests and other programs.
        """
        self._stream = stream or sys.stdout
        self._quiet = quiet
        self._result = ""

    @contextmanager
    def step(self, doing: str) -> Iterator[None]:
        """Write ``doing``, then, when done, what ``result`` was told and the seconds."""
        self._result = ""
        self._write(f"{doing} ... ")
        start = time.perf_counter()
        try:
            yield
        except BaseException:
            self._write("stopped\n")
            raise
        self._write(f"{self._result or 'done'} ({time.perf_counter() - start:.1f} s)\n")

    def result(self, text: str) -> None:
        """What came of the step under way."""
        self._result = text

    def say(self, text: str) -> None:
        """Write a line of its own."""
        self._write(f"{text}\n")

    def _write(self, text: str) -> None:
        if not self._quiet:
            self._stream.write(text)
            self._stream.flush()

"""Times a run and the stages of it, in milliseconds."""

import time


class Stopwatch:
    def __init__(self):
        self.stages = {}
        self._start = self._last = time.perf_counter()

    def lap(self, name):
        """Ends a stage."""
        now = time.perf_counter()
        self.stages[name] = (now - self._last) * 1e3
        self._last = now

    @property
    def ms(self):
        """Since the start."""
        return (time.perf_counter() - self._start) * 1e3

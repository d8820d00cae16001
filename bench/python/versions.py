"""Prints the versions of Python and of the packages that are measured, as JSON."""

import json
import platform
from importlib.metadata import version
from pathlib import Path

names = [line.split("==")[0] for line in Path(__file__).with_name("requirements.txt").read_text().split()]
print(json.dumps({"python": platform.python_version(), **{name: version(name) for name in names}}))

"""The made files, kept once read: reading is not timed."""

from functools import cache
from pathlib import Path

import numpy as np

DATA = Path(__file__).parent.parent / "data"


@cache
def matrix_of(name, rows, columns, dtype="float64"):
    """The first rows of a file of float64 numbers, C-contiguous."""
    numbers = np.fromfile(DATA / name, dtype="<f8", count=rows * columns)
    return np.ascontiguousarray(numbers.reshape(rows, columns).astype(dtype))


@cache
def integers_of(name):
    return np.fromfile(DATA / name, dtype="<i4")


@cache
def customers():
    """The customers as a data frame, without their ids."""
    import pandas as pd

    return pd.read_csv(DATA / "customers.csv").drop(columns="USER_ID")

"""What is compared beside the times; computed outside of them, in float64."""

import hashlib

import numpy as np


def checksum(labels):
    """The first digits of the SHA-256 of labels as int32, little-endian."""
    return hashlib.sha256(np.ascontiguousarray(labels, dtype="<i4").tobytes()).hexdigest()[:8]


def inertia_of(x, centroids, labels):
    """Sum of the squared distances of rows to the centroids of their labels."""
    return float(((x - np.asarray(centroids, dtype=np.float64)[labels]) ** 2).sum())


def potential_of(x, centroids):
    """Sum of the squared distances of rows to the nearest centroid."""
    nearest = np.full(len(x), np.inf)
    for centroid in centroids:
        np.minimum(nearest, ((x - centroid) ** 2).sum(axis=1), out=nearest)
    return float(nearest.sum())


def query_rows(count, rows):
    """The indices of the rows that are queried for their neighbors."""
    return (np.arange(count) * 997 + 13) % rows


def similarity_of(x, asked, found):
    """Sum of the cosines of the asked rows with those found for each of them."""
    units = x / np.linalg.norm(x, axis=1)[:, None]
    return float(np.einsum("qd,qnd->", units[asked], units[found]))

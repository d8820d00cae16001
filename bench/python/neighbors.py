"""The n rows with the highest cosine to each query. With "fit", what can be prepared is part of the time; without, it is not."""

import os

import numpy as np

from facts import query_rows, similarity_of
from inputs import matrix_of
from stopwatch import Stopwatch

# How many queries are compared at a time where the similarities to all rows are held.
BLOCK = 50
_prepared = {}


def neighbors(request):
    prepare, query = VARIANTS[request["variant"]]
    dtype, n = request.get("dtype", "float64"), request["n"]
    shape = request["data"], request["rows"], request["columns"]
    x, asked = matrix_of(*shape, dtype), query_rows(request["queries"], request["rows"])
    key = request["variant"], dtype
    if not request["fit"] and key not in _prepared:
        _prepared[key] = prepare(x)
    watch = Stopwatch()
    prepared = prepare(x) if request["fit"] else _prepared[key]
    if request["fit"] and prepare is not as_it_is:
        watch.lap("fit")
    found = np.asarray(query(prepared, x[asked], n))
    watch.lap("query")
    ms = watch.ms
    facts = {"rows": int(found.astype(np.int64).sum()), "similarity": similarity_of(matrix_of(*shape), asked, found)}
    return {"ms": ms, "stages": watch.stages, "facts": facts}


def as_it_is(x):
    return x


def unit_rows(x):
    from sklearn.preprocessing import normalize

    return normalize(x)


def best_of(similarities, n):
    """The columns of the n highest of each row, best first."""
    best = np.argpartition(-similarities, n, axis=1)[:, :n]
    order = np.argsort(-np.take_along_axis(similarities, best, axis=1), axis=1)
    return np.take_along_axis(best, order, axis=1)


def by_products(units, queries, n):
    """numpy on rows of length 1."""
    asked = unit_rows(queries)
    return np.vstack([best_of(asked[i : i + BLOCK] @ units.T, n) for i in range(0, len(asked), BLOCK)])


def by_norms(x, queries, n):
    """numpy on rows as they are; nothing is prepared."""
    norms = np.sqrt(np.einsum("ij,ij->i", x, x))
    return np.vstack([best_of(queries[i : i + BLOCK] @ x.T / norms, n) for i in range(0, len(queries), BLOCK)])


def by_cosine_similarity(x, queries, n):
    from sklearn.metrics.pairwise import cosine_similarity

    return np.vstack([best_of(cosine_similarity(queries[i : i + BLOCK], x), n) for i in range(0, len(queries), BLOCK)])


def nearest(algorithm):
    """scikit-learn's neighbors by Euclid's distance among rows of length 1: the same order as by the cosine."""

    def prepare(x):
        from sklearn.neighbors import NearestNeighbors

        return NearestNeighbors(algorithm=algorithm, n_jobs=int(os.environ["OMP_NUM_THREADS"])).fit(unit_rows(x))

    def query(model, queries, n):
        return model.kneighbors(unit_rows(queries), n_neighbors=n, return_distance=False)

    return prepare, query


def faiss_index(x):
    import faiss

    units = x.astype("float32")
    faiss.normalize_L2(units)
    index = faiss.IndexFlatIP(units.shape[1])
    index.add(units)
    return index


def by_faiss(index, queries, n):
    import faiss

    asked = queries.astype("float32")
    faiss.normalize_L2(asked)
    return index.search(asked, n)[1]


VARIANTS = {
    "numpy, norms per query": (as_it_is, by_norms),
    "cosine_similarity": (as_it_is, by_cosine_similarity),
    "numpy, unit rows": (unit_rows, by_products),
    "kd_tree": nearest("kd_tree"),
    "brute": nearest("brute"),
    "faiss": (faiss_index, by_faiss),
}

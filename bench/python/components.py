"""Scaling the columns and taking their first components."""

import numpy as np

from inputs import matrix_of
from stopwatch import Stopwatch


def components(request):
    x = matrix_of(request["data"], request["rows"], request["columns"])
    run = by_numpy if request["variant"] == "numpy" else by_scikit_learn
    watch = Stopwatch()
    explained, scores = run(x, request["components"], request["variant"], watch)
    ms = watch.ms
    facts = {"explained": float(np.sum(explained)), "mean |score|": float(np.abs(scores).mean())}
    return {"ms": ms, "stages": watch.stages, "facts": facts}


def by_scikit_learn(x, count, solver, watch):
    from sklearn.decomposition import PCA
    from sklearn.preprocessing import StandardScaler

    scaled = StandardScaler().fit_transform(x)
    watch.lap("scale")
    pca = PCA(n_components=count, svd_solver=solver, random_state=0)
    scores = pca.fit_transform(scaled)
    watch.lap("fit and transform")
    return pca.explained_variance_ratio_, scores


def by_numpy(x, count, _, watch):
    """What a careful user of numpy writes for many rows."""
    scaled = (x - x.mean(axis=0)) / x.std(axis=0)
    watch.lap("scale")
    values, vectors = np.linalg.eigh(scaled.T @ scaled / (len(scaled) - 1))
    watch.lap("fit")
    scores = scaled @ vectors[:, ::-1][:, :count]
    watch.lap("transform")
    return values[::-1][:count] / values.sum(), scores

"""Lloyd's k-means from given centroids."""

from facts import checksum, inertia_of
from inputs import matrix_of
from stopwatch import Stopwatch


def k_means(request):
    run = faiss_run if request["variant"] == "faiss" else scikit_learn_run
    x = matrix_of(request["data"], request["rows"], request["columns"])
    ms, iterations, centroids, labels = run(request)
    facts = {"iterations": iterations, "inertia": inertia_of(x, centroids, labels), "labels": checksum(labels)}
    return {"ms": ms, "facts": facts}


def scikit_learn_run(request):
    from sklearn.cluster import KMeans

    dtype, k = request.get("dtype", "float64"), request["k"]
    x = matrix_of(request["data"], request["rows"], request["columns"], dtype)
    start = matrix_of(request["start"], k, request["columns"], dtype)
    watch = Stopwatch()
    model = KMeans(
        n_clusters=k, init=start, n_init=1, max_iter=request["maxIterations"], tol=request["tolerance"],
        algorithm=request["variant"],
    ).fit(x)
    return watch.ms, int(model.n_iter_), model.cluster_centers_, model.predict(x)


def faiss_run(request):
    """faiss has no rule to stop: it makes the iterations that scikit-learn needs. Labels are part of the time, as in a fit."""
    import faiss

    k, iterations = request["k"], request["faissIterations"]
    x = matrix_of(request["data"], request["rows"], request["columns"], "float32")
    start = matrix_of(request["start"], k, request["columns"], "float32")
    watch = Stopwatch()
    model = faiss.Kmeans(
        request["columns"], k, niter=iterations, nredo=1, min_points_per_centroid=1, max_points_per_centroid=10**9,
    )
    model.train(x, init_centroids=start)
    _, labels = model.index.search(x, 1)
    return watch.ms, iterations, model.centroids, labels[:, 0]

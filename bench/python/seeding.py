"""k-means++ alone."""

from facts import potential_of
from inputs import matrix_of
from stopwatch import Stopwatch


def seeding(request):
    from sklearn.cluster import kmeans_plusplus

    x = matrix_of(request["data"], request["rows"], request["columns"])
    watch = Stopwatch()
    centroids, _ = kmeans_plusplus(x, request["k"], random_state=request["seed"])
    return {"ms": watch.ms, "facts": {"potential": potential_of(x, centroids)}}

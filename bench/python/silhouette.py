"""The exact mean silhouette."""

from inputs import integers_of, matrix_of
from stopwatch import Stopwatch


def silhouette(request):
    from sklearn.metrics import silhouette_score

    x = matrix_of(request["data"], request["rows"], request["columns"], request.get("dtype", "float64"))
    labels = integers_of(request["labels"])
    watch = Stopwatch()
    score = silhouette_score(x, labels)
    return {"ms": watch.ms, "facts": {"score": float(score)}}

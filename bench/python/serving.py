"""Asking a fitted pipeline for the segments of customers: one alone, or all at once."""

from functools import cache

from inputs import customers
from stopwatch import Stopwatch


@cache
def pipeline():
    from sklearn.cluster import KMeans
    from sklearn.compose import make_column_selector, make_column_transformer
    from sklearn.decomposition import PCA
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import OrdinalEncoder, StandardScaler

    encoder = make_column_transformer((OrdinalEncoder(), make_column_selector(dtype_exclude="number")), remainder="passthrough")
    return make_pipeline(encoder, StandardScaler(), PCA(n_components=2), KMeans(n_clusters=5, n_init=1, random_state=1)).fit(customers())


def predict_one(request):
    """Mean time of one customer, a plain record, asked about alone."""
    import pandas as pd

    model, calls = pipeline(), request["calls"]
    asked = customers().head(calls).to_dict("records")
    watch = Stopwatch()
    for one in asked:
        model.predict(pd.DataFrame([one]))
    return {"ms": watch.ms / calls}


def predict_many(_):
    model, table = pipeline(), customers()
    watch = Stopwatch()
    model.predict(table)
    return {"ms": watch.ms}

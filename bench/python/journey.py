"""From a data frame of customers to segments, their report and the customers most similar to one."""

import numpy as np

from inputs import customers
from stopwatch import Stopwatch

SIMILAR = 5


def journey(request):
    import pandas as pd
    from sklearn.cluster import KMeans
    from sklearn.decomposition import PCA
    from sklearn.metrics.pairwise import cosine_similarity
    from sklearn.preprocessing import LabelEncoder, StandardScaler

    def k_means(k):
        return KMeans(n_clusters=k, n_init=10, max_iter=300, tol=1e-4, algorithm=request["variant"], random_state=request["seed"])

    table, customer = customers().iloc[: request.get("rows")], request["customer"]
    watch = Stopwatch()
    coded = pd.DataFrame(index=table.index)
    for name in table.columns:
        is_text = not pd.api.types.is_numeric_dtype(table[name])
        coded[name] = LabelEncoder().fit_transform(table[name]) if is_text else table[name]
    watch.lap("encode")
    scaled = StandardScaler().fit_transform(coded)
    watch.lap("scale")
    pca = PCA(n_components=2)
    scores = pca.fit_transform(scaled)
    watch.lap("pca")
    sweep = [k_means(k).fit(scores) for k in range(2, 11)]
    watch.lap("sweep")
    final = k_means(5)
    labels = final.fit_predict(scores)
    watch.lap("final")
    report(table, labels)
    watch.lap("report")
    similarities = cosine_similarity(scaled[customer : customer + 1], scaled)[0]
    similarities[customer] = -2
    similar = np.argpartition(-similarities, SIMILAR)[:SIMILAR]
    similar = similar[np.argsort(-similarities[similar])]
    watch.lap("similar")
    ms = watch.ms
    facts = {
        "explained": float(pca.explained_variance_ratio_.sum()), "similarity": float(similarities[similar].sum()),
        "inertia k = 5": float(final.inertia_), "inertia k = 10": float(sweep[-1].inertia_),
    }
    return {"ms": ms, "stages": watch.stages, "facts": facts}


def report(table, labels):
    """The three most frequent values of each column in each cluster."""
    counts = {name: table.groupby(labels)[name].value_counts() for name in table.columns}
    return {name: {cluster: count[cluster].head(3).to_dict() for cluster in range(5)} for name, count in counts.items()}

"""The pipeline of a segmentry model, as scikit-learn has it.

The stages are fitted on the same customers with the same settings. What was fitted must be what the model's JSON says, to 1e-9;
then the numbers of the JSON take the place of the fitted ones, so that both services calculate with the same.
"""

import json

import numpy as np
import pandas as pd
from sklearn.cluster import KMeans
from sklearn.compose import ColumnTransformer
from sklearn.decomposition import PCA
from sklearn.impute import SimpleImputer
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

KINDS = ["ColumnSelector", "Imputer", "OneHotEncoder", "StandardScaler", "PCA", "KMeans"]
RARE, LEVELS = 0.01, 20  # segmentry groups levels of a smaller share of the customers, and what is beyond so many columns
CLOSE = 1e-9


def load_pipeline(model_file, customers_file):
    with open(model_file, encoding="utf-8") as file:
        model = json.load(file)
    stages = {stage["kind"]: stage for stage in model["pipeline"]["stages"]}
    if list(stages) != KINDS:
        raise SystemExit(f"the model has the stages {list(stages)}, the peer is written for {KINDS}")
    # Only what is empty is missing: a customer may well be called "NA".
    customers = pd.read_csv(customers_file, keep_default_na=False, na_values=[""])
    pipeline = make(stages)
    pipeline.fit(customers)
    return adopt(pipeline, stages), names_of(model)


def make(stages):
    columns = stages["ColumnSelector"]["columns"]
    numbers = [column["name"] for column in columns if column["kind"] == "numeric"]
    texts = [column["name"] for column in columns if column["kind"] == "categorical"]
    k, width = stages["KMeans"]["centroids"]["rows"], stages["PCA"]["components"]["rows"]
    encode = ColumnTransformer([
        ("numbers", make_pipeline(SimpleImputer(strategy="median"), StandardScaler()), numbers),
        ("texts", make_pipeline(
            SimpleImputer(strategy="constant", fill_value="(missing)"),
            OneHotEncoder(min_frequency=RARE, max_categories=LEVELS, handle_unknown="infrequent_if_exist", sparse_output=False),
        ), texts),
    ])
    return make_pipeline(encode, PCA(n_components=width, svd_solver="full"), KMeans(n_clusters=k, n_init=10, random_state=222))


def adopt(pipeline, stages):
    encode, pca, k_means = (step for _, step in pipeline.steps)
    texts = encode.transformers_[1][2]
    order = [name_in_model(name, texts) for name in encode.get_feature_names_out()]
    of, our = order_of(stages["StandardScaler"]["names"], order), stages["PCA"]["names"]
    if our != stages["StandardScaler"]["names"]:
        raise SystemExit("the scaler and the PCA of the model name their columns differently")

    imputer, scaler = (step for _, step in encode.named_transformers_["numbers"].steps)
    fills = {column["name"]: fill for column, fill in zip(stages["Imputer"]["columns"], stages["Imputer"]["fills"])}
    numbers = encode.transformers_[0][2]
    agree("the medians", imputer.statistics_, [fills[name] for name in numbers])
    if any(fills[name] != "(missing)" for name in texts):
        raise SystemExit("the model fills texts with something else than (missing)")

    means, scales = np.array(stages["StandardScaler"]["means"])[of], np.array(stages["StandardScaler"]["scales"])[of]
    agree("the means", scaler.mean_, means[: len(numbers)])
    agree("the scales", scaler.scale_, scales[: len(numbers)])
    if np.any(means[len(numbers):] != 0) or np.any(scales[len(numbers):] != 1):
        raise SystemExit("the model scales its one-hot columns, the peer does not")
    scaler.mean_, scaler.scale_ = means[: len(numbers)], scales[: len(numbers)]

    components = matrix(stages["PCA"]["components"])[:, of]
    signs = np.sign(np.sum(pca.components_ * components, axis=1))[:, None]
    agree("the principal components", pca.components_ * signs, components)
    pca.mean_, pca.components_ = np.array(stages["PCA"]["means"])[of], components

    centroids = matrix(stages["KMeans"]["centroids"])
    k_means.cluster_centers_ = np.ascontiguousarray(centroids)
    return pipeline


def name_in_model(name, texts):
    """texts__COUNTRY_infrequent_sklearn is COUNTRY=(other), numbers__AGE is AGE."""
    kind, rest = name.split("__", 1)
    if kind == "numbers":
        return rest
    for column in sorted(texts, key=len, reverse=True):
        if rest.startswith(f"{column}_"):
            level = rest[len(column) + 1:]
            return f"{column}={'(other)' if level == 'infrequent_sklearn' else level}"
    raise SystemExit(f"{name} is of no known column")


def order_of(names, wanted):
    if sorted(names) != sorted(wanted):
        raise SystemExit(f"the columns differ: only in the model {set(names) - set(wanted)}, only here {set(wanted) - set(names)}")
    return [names.index(name) for name in wanted]


def matrix(json):
    return np.array(json["data"]).reshape(json["rows"], json["columns"])


def agree(what, fitted, given):
    apart = np.max(np.abs(np.asarray(fitted) - np.asarray(given)))
    if not apart <= CLOSE:
        raise SystemExit(f"{what} that scikit-learn fits differ from those of the model by {apart}")


def names_of(model):
    insights = model.get("insights")
    k = len(model["pipeline"]["stages"][-1]["sizes"])
    return [segment["name"] for segment in insights["segments"]] if insights else [f"segment {i}" for i in range(k)]

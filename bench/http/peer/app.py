"""The same service as segmentry's, of FastAPI and scikit-learn: uvicorn app:app.

One pass through the pipeline gives all that is answered: the distances to the centroids, of which the least is the segment that
`predict` gives. The handlers are coroutines: the work is calculation, which a pool of threads only makes slower (measured; see
README.md). MODEL and CUSTOMERS name the files.
"""

import os

import numpy as np
import pandas as pd
from fastapi import FastAPI
from pydantic import BaseModel

from pipeline import load_pipeline

pipeline, NAMES = load_pipeline(os.environ["MODEL"], os.environ["CUSTOMERS"])
app = FastAPI()


class Customer(BaseModel):
    AGE: float | None
    GENDER: str | None
    COUNTRY: str | None
    TRAFFIC_SOURCE: str | None
    TOTAL_ORDERS: float | None
    MOST_FREQUENT_BRAND: str | None
    MOST_FREQUENT_CATEGORY: str | None


class Answer(BaseModel):
    segment: int
    name: str
    distance: float
    margin: float


def answer(customers: list[Customer]) -> list[Answer]:
    distances = pipeline.transform(pd.DataFrame([customer.model_dump() for customer in customers]))
    segments, nearest = np.argmin(distances, axis=1), np.partition(distances, 1, axis=1)
    margins = (nearest[:, 1] - nearest[:, 0]) / (nearest[:, 1] + nearest[:, 0])
    return [
        Answer(segment=segment, name=NAMES[segment], distance=distance, margin=margin)
        for segment, distance, margin in zip(segments.tolist(), nearest[:, 0].tolist(), margins.tolist())
    ]


@app.post("/predict")
async def predict(customer: Customer) -> Answer:
    return answer([customer])[0]


@app.post("/predict/batch")
async def predict_batch(customers: list[Customer]) -> list[Answer]:
    return answer(customers)


@app.get("/health")
async def health() -> dict[str, str]:
    return {"status": "ok"}

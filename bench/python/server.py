"""What Python offers for the same work: answers the requests of a run.

A request is a JSON object on a line of stdin, an answer one on a line of stdout after "answer ": {"ms", "stages", "facts"}, or
{"error"}. "cpu" is the processor time of the whole request in milliseconds. How many threads there are is decided by
OMP_NUM_THREADS and OPENBLAS_NUM_THREADS.
"""

import importlib
import json
import sys
import time
import warnings

# The module and the function that answer each task. Imported when first asked for.
TASKS = {
    "components": ("components", "components"),
    "encoding": ("encoding", "encoding"),
    "journey": ("journey", "journey"),
    "k-means": ("k_means", "k_means"),
    "neighbors": ("neighbors", "neighbors"),
    "predictMany": ("serving", "predict_many"),
    "predictOne": ("serving", "predict_one"),
    "seeding": ("seeding", "seeding"),
    "silhouette": ("silhouette", "silhouette"),
}


def answer_to(request):
    module, function = TASKS[request["task"]]
    try:
        return getattr(importlib.import_module(module), function)(request)
    except Exception as error:  # the run goes on with the others
        return {"error": repr(error)}


def say(answer):
    sys.stdout.write("answer " + json.dumps(answer) + "\n")
    sys.stdout.flush()


def main():
    warnings.filterwarnings("ignore")
    say({"ready": True})
    for line in sys.stdin:
        before = time.process_time()
        answer = answer_to(json.loads(line))
        say({**answer, "cpu": (time.process_time() - before) * 1e3})


if __name__ == "__main__":
    main()

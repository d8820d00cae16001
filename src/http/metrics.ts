import type { Answered } from "../service/exchange";
import type { ModelRegistry } from "../service/registry";
import type { Metrics } from "../service/service";
import { optional } from "./optional";

/** Upper bounds of durations, in seconds: a single prediction takes a fraction of a millisecond. */
const SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** Metrics for Prometheus, in a registry of their own. */
export interface ServiceMetrics {
  readonly count: (answered: Answered) => void;
  readonly reloaded: (outcome: "done" | "refused") => void;
  readonly show: () => Promise<Metrics>;
  readonly close: () => void;
}

/** Metrics by prom-client; null where it is not to be used. */
export async function metricsOf(isWanted: boolean | undefined, registry: ModelRegistry): Promise<ServiceMetrics | null> {
  const client = await optional(isWanted, ["prom-client"], () => import("prom-client"));
  if (!client) return null;
  const { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } = client, register = new Registry(), registers = [register];
  collectDefaultMetrics({ register });
  const duration = new Histogram({ name: "segmentry_request_duration_seconds", help: "From a request's arrival to the end of its answer.", labelNames: ["method", "route", "status"], buckets: SECONDS, registers });
  const customers = new Counter({ name: "segmentry_customers_total", help: "Customers answered, by model and outcome.", labelNames: ["model", "outcome"], registers });
  const aborted = new Counter({ name: "segmentry_aborted_total", help: "Requests whose connection ended before their answer did: the client went, or the time to stop ran out.", labelNames: ["route"], registers });
  const reloads = new Counter({ name: "segmentry_reloads_total", help: "Models read anew, by outcome.", labelNames: ["outcome"], registers });
  new Gauge({
    name: "segmentry_model_info", help: "1 for each version of a model that is served.", labelNames: ["name", "version", "current"], registers,
    collect() {
      this.reset();
      const served = new Set<string>();
      for (const { name, version, isCurrent } of registry.list()) {
        this.set({ name, version, current: String(isCurrent) }, 1);
        served.add(`${name}@${version}`);
      }
      forget(served);
    },
  });
  /** Models that customers were counted for; of those that are no longer served whether their last figures were told. */
  const counted = new Map<string, boolean>();
  /** A service that takes a new version every hour would else have a year of them. */
  function forget(served: ReadonlySet<string>): void {
    for (const [model, isTold] of counted) {
      if (served.has(model)) counted.set(model, false);
      else if (!isTold) counted.set(model, true);
      else {
        for (const outcome of ["scored", "refused"]) customers.remove({ model, outcome });
        counted.delete(model);
      }
    }
  }
  return {
    count({ method, route, status, seconds, model, rows, refused, aborted: isAborted }) {
      duration.observe({ method, route, status }, seconds);
      if (model !== null && rows > 0) counted.set(model, false);
      if (model !== null && rows > refused) customers.inc({ model, outcome: "scored" }, rows - refused);
      if (model !== null && refused > 0) customers.inc({ model, outcome: "refused" }, refused);
      if (isAborted) aborted.inc({ route });
    },
    reloaded: (outcome) => reloads.inc({ outcome }),
    show: async () => ({ contentType: register.contentType, text: await register.metrics() }),
    close: () => register.clear(),
  };
}

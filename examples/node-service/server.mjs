// Answers from a fitted model over HTTP: npm start
import { readFile } from "node:fs/promises";
import Fastify from "fastify";
import { decodeSegmentation, SegmentryError } from "segmentry/predict";

const { MODEL = "model.json", HOST = "127.0.0.1", PORT = "3000" } = process.env;

const app = Fastify({ logger: true, bodyLimit: 1_000_000 });
const load = async () => decodeSegmentation(await readFile(MODEL, "utf8"));
let model = await load();

/** Swaps the model by one assignment: requests in flight keep the one they began with. */
async function reload() {
  try {
    model = await load();
    app.log.info(`a model of ${model.k} segments was loaded`);
    return true;
  } catch (error) {
    app.log.error(error, "the old model stays");
    return false;
  }
}

function locate(segmentation, customers) {
  const segments = segmentation.predict(customers);
  const distances = segmentation.transform(customers).toRows();
  return distances.map((row, i) => ({ segment: segments[i], distance: row[segments[i]] }));
}

app.post("/segment", async ({ body }) => (Array.isArray(body) ? locate(model, body) : locate(model, [body])[0]));

app.get("/segments", async () => model.report.clusters.map(({ cluster, size, ratio, columns }) =>
  ({ segment: cluster, customers: size, share: ratio, setApartBy: columns.slice(0, 3) })));

app.get("/health", async () => ({ status: "ok", segments: model.k, columns: model.features.map(({ name }) => name) }));

// Whoever can reach this port can ask for a reload: keep it inside, or behind authentication.
app.post("/reload", async (_, reply) => ((await reload())
  ? { segments: model.k }
  : reply.code(500).send({ code: "NOT_RELOADED", message: "The old model stays; the log says why" })));

app.setErrorHandler((error, _, reply) => {
  if (!(error instanceof SegmentryError)) return reply.send(error);
  return reply.code(422).send({ code: error.code, message: error.message });
});

process.on("SIGHUP", reload);
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => app.close());
await app.listen({ host: HOST, port: Number(PORT) });

// The service of segmentry/http behind node:http alone, without Fastify: node neutral.mjs MODEL PORT
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createService } from "../../dist/http.js";
import { decodeSegmentation } from "../../dist/predict.js";

const [model, port] = process.argv.slice(2);
const service = await createService({ models: { default: decodeSegmentation(await readFile(model, "utf8")) } });

createServer(async (request, response) => {
  const [path, query = ""] = request.url.split("?", 2), hasBody = request.headers["transfer-encoding"] !== undefined || Number(request.headers["content-length"] ?? 0) > 0;
  const { status, headers, body } = await service.answer({ method: request.method, path, query, header: (name) => request.headers[name] ?? null, body: hasBody ? request : null });
  if (body === null || typeof body === "string") return response.writeHead(status, { ...headers, "content-length": Buffer.byteLength(body ?? "") }).end(body ?? "");
  response.writeHead(status, headers);
  for await (const piece of body) response.write(piece);
  response.end();
}).listen(Number(port), "127.0.0.1");

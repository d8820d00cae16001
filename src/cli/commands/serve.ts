import { readFile } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { SegmentryError } from "../../index";
import type { CommandDefinition } from "../definition";
import { codeOf } from "../failure";
import { completeIO, print, printJson, type CliIO } from "../io";
import { listenError, LOCAL_NAMES } from "../listen";
import { flag, integer, oneOf, text, texts, type RawOptions } from "../options/parse";
import { plain } from "../terminal/plain";
import { UsageError } from "../usage";
import { loadServer, type HttpServer } from "./serve-leaf";

/** Options of {@link serveCommand}. */
export interface ServeOptions {
  /** The models, the default one first: paths, or `name=path`. */
  readonly models: readonly string[];
  /** CSVs of customers among whom similar ones are found: a path for the default model, or `name=path`. */
  readonly customers?: readonly string[] | undefined;
  /** The address to listen at. Default: `"127.0.0.1"`, which other machines do not reach. */
  readonly host?: string | undefined;
  /** The port, 0 for any free one. Default: 3000. */
  readonly port?: number | undefined;
  /** Whether models whose file changes are read anew. Default: false. */
  readonly watch?: boolean | undefined;
  /** Files with the bearer tokens of the service and of `POST /admin/reload`. Default: the variables SEGMENTRY_TOKEN and SEGMENTRY_ADMIN_TOKEN, where set. */
  readonly tokenFile?: string | undefined;
  readonly adminTokenFile?: string | undefined;
  /** Further names that requests may be for, where it listens at this machine's own address without a token, and so answers only to localhost and its like. */
  readonly allowHosts?: readonly string[] | undefined;
  /** The origins whose pages may ask. Default: none. */
  readonly cors?: readonly string[] | undefined;
  /** Customers in a body (default: 10,000), bytes of a body (default: 10,000,000), seconds for a request (default: 30). */
  readonly maxRows?: number | undefined;
  readonly maxBody?: number | undefined;
  readonly timeout?: number | undefined;
  /** Seconds for which all is answered as before when the service is to stop, but that `/ready` says no: until a balancer has seen it. Default: 0. */
  readonly drain?: number | undefined;
  /** Seconds that requests in flight get after that. Default: 10. */
  readonly grace?: number | undefined;
  /** The least level that is logged. Default: `"info"`. */
  readonly log?: "debug" | "info" | "warn" | "error" | "silent" | undefined;
  /** Whether the address and the models are printed as one JSON document once it listens; the log then goes to stderr. Default: false. */
  readonly json?: boolean | undefined;
  /** Whether nothing is said on stderr, and no answers are logged. Default: false. */
  readonly quiet?: boolean | undefined;
  /** Called with the address once the service listens. */
  readonly onListening?: ((address: string) => void) | undefined;
}

/** What {@link serveCommand} did. */
export interface ServeResult {
  /** Where it listened. */
  readonly address: string;
  /** Whether requests were still in flight at the end of their time. */
  readonly forced: boolean;
}

const WHO = "serve", LOOPBACK = /^(?:127\.\d+\.\d+\.\d+|::1|localhost)$/;

/**
 * Answers over HTTP from models until `io.signal` is aborted, then after the requests in flight: `segmentry/fastify` on a
 * server of its own. The log goes to stdout, a line of JSON for each answer.
 *
 * @throws SegmentryError what was refused: a model, customers, the port
 *
 * @example
 * ```ts
 * import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
 * import { segment } from "segmentry";
 * import { serveCommand } from "segmentry/cli";
 *
 * await mkdir("out", { recursive: true });
 * const folder = await mkdtemp("out/serve-"), stop = new AbortController();
 * await writeFile(`${folder}/shop.json`, JSON.stringify(segment([{ AGE: 20 }, { AGE: 22 }, { AGE: 70 }], { k: 2 }).model));
 * const onListening = async (address: string): Promise<void> => {
 *   console.log((await fetch(`${address}/ready`)).status); // 200
 *   stop.abort();
 * };
 * await serveCommand({ models: [`${folder}/shop.json`], port: 0, quiet: true, onListening }, { signal: stop.signal });
 * ```
 */
export async function serveCommand(options: ServeOptions, partial: Partial<CliIO> = {}): Promise<ServeResult> {
  const io = completeIO(partial), { host = "127.0.0.1", drain = 0, grace = 10 } = options;
  const files = filesOf(options, io.cwd), token = await tokenOf("SEGMENTRY_TOKEN", options.tokenFile, io), adminToken = await tokenOf("SEGMENTRY_ADMIN_TOKEN", options.adminTokenFile, io);
  const { maxRows: rows, maxBody: bodyBytes, timeout } = options, limits = { ...(rows !== undefined && { rows }), ...(bodyBytes !== undefined && { bodyBytes }), ...(timeout !== undefined && { requestMs: timeout * 1000 }) };
  const logLevel = options.log ?? (options.quiet ? "warn" : "info"), log = logTo(options.json ? io.stderr : io.stdout);
  const { createServer } = await loadServer(), server = await createServer({ models: files, watch: options.watch ?? false, token, adminToken, hosts: hostsOf(host, token, options.allowHosts), cors: options.cors, limits, logLevel, log });
  const stopped = stopOf(io.signal);
  let address: string;
  try {
    address = await server.listen({ host, port: options.port ?? 3000 });
  } catch (error) {
    await server.close();
    throw listenError(WHO, host, options.port ?? 3000, error);
  }
  await tellStart(io, server, address, { host, hasToken: token !== undefined, json: options.json, quiet: options.quiet });
  options.onListening?.(address);
  await stopped;
  const tell = (text: string): Promise<void> => (options.quiet ? Promise.resolve() : print(io.stderr, text).catch(() => undefined));
  await tell(`segmentry stops, within ${drain + grace} s`);
  server.drain();
  await wait(drain * 1000);
  const forced = await close(server, grace);
  if (forced) await tell(`remark: what was not answered after ${grace} s was cut off; give more by --grace`);
  return { address, forced };
}

/** A log whose reader may go: the service stays. */
function logTo(output: CliIO["stdout"]): { write(line: string): void } {
  return { write: (line) => void Promise.resolve(output.write(line)).catch(() => undefined) };
}

/** Without a token a service of this machine alone answers to its names: no page may come to it by a name of its own. */
function hostsOf(host: string, token: string | undefined, others: readonly string[] = []): readonly string[] | undefined {
  return token === undefined && LOOPBACK.test(host) ? [...new Set([...LOCAL_NAMES, host, ...others])] : undefined;
}

/** The models by name, with their customers. */
function filesOf({ models, customers = [] }: ServeOptions, cwd: string): Record<string, { file: string; customers?: string }> {
  const files: Record<string, { file: string; customers?: string }> = {};
  for (const given of models) {
    const { name, path } = named(given, (path) => basename(path).replace(/\.json$/i, "").replace(/[^A-Za-z0-9._-]+/g, "-").replace(/^[^A-Za-z0-9]+/, "") || "model");
    if (Object.hasOwn(files, name)) throw new UsageError(`two models are called ${name}: name them, as in shop=model.json`);
    files[name] = { file: resolve(cwd, path) };
  }
  const [first] = Object.keys(files);
  if (first === undefined) throw new UsageError("name the file of a model");
  for (const given of customers) {
    const { name, path } = named(given, () => first), file = Object.hasOwn(files, name) ? files[name] : undefined;
    if (!file) throw new UsageError(`--customers is for a model that is served, got ${name}`);
    file.customers = resolve(cwd, path);
  }
  return files;
}

/** `name=path`, or a path alone: one with a slash before the equals sign has no name. */
function named(given: string, nameOf: (path: string) => string): { name: string; path: string } {
  const match = /^([A-Za-z0-9][\w.-]*)=(.+)$/.exec(given);
  return match ? { name: match[1]!, path: match[2]! } : { name: nameOf(given), path: given };
}

async function tokenOf(variable: string, file: string | undefined, io: CliIO): Promise<string | undefined> {
  const given = process.env[variable];
  if (file === undefined && given === "") throw new UsageError(`${variable} is empty: give it a token, or unset it`);
  if (file === undefined) return given;
  try {
    return (await readFile(resolve(io.cwd, file), "utf8")).trim();
  } catch (error) {
    throw new SegmentryError(codeOf(error) === "ENOENT" ? "FILE_NOT_FOUND" : "FILE_UNREADABLE", WHO, "a file with a token", `${JSON.stringify(file)} that cannot be read`);
  }
}

/** How much is said, and to whom. */
interface Telling {
  readonly host: string;
  readonly hasToken: boolean;
  readonly json: boolean | undefined;
  readonly quiet: boolean | undefined;
}

async function tellStart(io: CliIO, server: HttpServer, address: string, { host, hasToken, json, quiet }: Telling): Promise<void> {
  const all = server.registry.list(), hasDocs = server.hasRoute({ method: "GET", url: "/docs/" });
  if (json) await printJson(io.stdout, { address, models: all.map(({ name, version, k }) => ({ name, version, segments: k })), docs: hasDocs ? `${address}/docs` : null });
  if (quiet || json) return;
  const models = all.map(({ name, version, k }) => `${name}@${version}, ${k} segments`).join("; ");
  await print(io.stderr, plain(`segmentry serves ${models} at ${address}`));
  await print(io.stderr, hasDocs ? `docs: ${address}/docs` : `no /docs: ${hasToken ? "there is a token, which a browser does not send" : "npm install @fastify/swagger @fastify/swagger-ui"}`);
  if (!LOOPBACK.test(host) && !hasToken) await print(io.stderr, "remark: whoever reaches this address may ask; set SEGMENTRY_TOKEN for a bearer token");
}

/** Resolves once a signal is aborted. */
function stopOf(signal: AbortSignal | undefined): Promise<void> {
  return new Promise((done) => {
    if (signal?.aborted) done();
    else signal?.addEventListener("abort", () => done(), { once: true });
  });
}

/** Lets requests in flight end, for a while; true where some had not. */
async function close(server: HttpServer, grace: number): Promise<boolean> {
  let forced = false;
  const timer = setTimeout(() => {
    forced = true;
    server.server.closeAllConnections();
  }, grace * 1000);
  await server.close();
  clearTimeout(timer);
  return forced;
}

export const serveDefinition: CommandDefinition = {
  name: "serve",
  description: "Answer over HTTP from models: segments, reasons, similar customers, with an OpenAPI document. Needs the package fastify.",
  arguments: [["<models...>", "models that fit wrote, the default one first: a path, or name=path"]],
  options: [
    { flags: "--host <address>", description: "the address to listen at (default: 127.0.0.1, which other machines do not reach)" },
    { flags: "--port <n>", description: "the port, 0 for any free one (default: 3000)" },
    { flags: "--customers <file>", description: "a CSV of customers among whom similar ones are found; name=path for another model than the first", repeat: true },
    { flags: "--watch", description: "read a model anew when its file changes" },
    { flags: "--token-file <file>", description: "a file with a bearer token that requests must bear, 16 or more letters, digits and -._~+/ (default: $SEGMENTRY_TOKEN, else none)" },
    { flags: "--admin-token-file <file>", description: "a file with the token of POST /admin/reload (default: $SEGMENTRY_ADMIN_TOKEN, else there is no such route)" },
    { flags: "--allow-host <name>", description: "a further name that requests may be for: without a token, at this machine's own address, it answers to localhost and its like alone", repeat: true },
    { flags: "--cors <origin>", description: "an origin whose pages may ask, such as https://shop.example", repeat: true },
    { flags: "--max-rows <n>", description: "customers in a body (default: 10000; to explain or find similar ones for: 1000, or this where it is less)" },
    { flags: "--max-body <bytes>", description: "bytes of a body (default: 10000000)" },
    { flags: "--timeout <seconds>", description: "for a request (default: 30)" },
    { flags: "--drain <seconds>", description: "to go on answering when the service is to stop, while /ready says no (default: 0)" },
    { flags: "--grace <seconds>", description: "for requests in flight after that (default: 10)" },
    { flags: "--log <level>", description: "debug, info, warn, error or silent (default: info, a line of JSON for each answer on stdout)" },
    { flags: "--json", description: "print the address and the models as one JSON document once it listens; the log goes to stderr" },
    { flags: "--quiet", description: "say nothing on stderr, and log warnings alone" },
  ],
  examples: [
    ["model.json", "at http://127.0.0.1:3000, with a page of documentation at /docs"],
    ["model.json --customers customers.csv --watch", "find similar customers with their ids, take newer models as they are written"],
    ["shop=shop.json vip=vip.json --host 0.0.0.0 --port 8080", "two models, for other machines too"],
  ],
  run: ([models], raw, io) => serveCommand({ ...serveOptions(raw), models: ([] as string[]).concat(models ?? []) }, io),
};

function serveOptions(raw: RawOptions): Omit<ServeOptions, "models"> {
  return {
    host: text(raw, "host"), port: integer(raw, "port", "--port", 0, 65_535), customers: texts(raw, "customers"), watch: flag(raw, "watch"),
    tokenFile: text(raw, "tokenFile"), adminTokenFile: text(raw, "adminTokenFile"), allowHosts: texts(raw, "allowHost"), cors: texts(raw, "cors"),
    maxRows: integer(raw, "maxRows", "--max-rows", 1), maxBody: integer(raw, "maxBody", "--max-body", 1), timeout: integer(raw, "timeout", "--timeout", 1, 86_400), drain: integer(raw, "drain", "--drain", 0, 86_400), grace: integer(raw, "grace", "--grace", 0, 86_400),
    log: oneOf(raw, "log", "--log", ["debug", "info", "warn", "error", "silent"]), json: flag(raw, "json"), quiet: flag(raw, "quiet"),
  };
}

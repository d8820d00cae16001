import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { basename, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { LOCAL_NAMES } from "../listen";
import { appFolder } from "./folder";

/** A server that listens. */
export interface AppServer {
  /** Without a slash at its end. */
  readonly url: string;
  readonly address: { readonly host: string; readonly port: number };
  close(): Promise<void>;
}

/** All that there is, by path: nothing else is looked for on the disk. */
const FILES: Readonly<Record<string, readonly [name: string, type: string]>> = {
  "/": ["index.html", "text/html; charset=utf-8"], "/index.html": ["index.html", "text/html; charset=utf-8"], "/sw.js": ["sw.js", "text/javascript; charset=utf-8"],
};
/** The customers, where there are any. */
const CUSTOMERS = "/file";

/** What holds for every answer; the page has a policy of its own, which the header's may only narrow. */
const HEADERS = {
  "Content-Security-Policy": "frame-ancestors 'none'", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer",
  "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin", "Cache-Control": "no-store",
} as const;

/** What one listens at to be reached from elsewhere. */
const EVERYWHERE = new Set(["0.0.0.0", "::"]);

/**
 * Serves the built app, and one file of customers, to browsers of this machine.
 *
 * @param customers the path of the file, or null
 * @param folder where the app is
 */
export async function serveApp(customers: string | null, host: string, port: number, folder: string = appFolder()): Promise<AppServer> {
  const server = createServer((request, response) => void answer(request, response, { customers, folder, host }).catch(() => response.destroy()));
  await listening(server, host, port);
  const { address, port: taken, family } = server.address() as AddressInfo, name = family === "IPv6" ? `[${address}]` : address;
  return { url: `http://${EVERYWHERE.has(address) ? "127.0.0.1" : name}:${taken}`, address: { host: address, port: taken }, close: () => closed(server) };
}

function listening(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => server.once("error", reject).listen(port, host, () => resolve(server.off("error", reject) && undefined)));
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

interface Served { readonly customers: string | null; readonly folder: string; readonly host: string }

async function answer(request: IncomingMessage, response: ServerResponse, served: Served): Promise<void> {
  const { method = "", headers } = request, path = (request.url ?? "").replace(/[?#].*$/, "");
  if (!isOurName(headers.host, served.host)) return refuse(response, 421, "This server answers to the address that it printed.");
  if (method !== "GET" && method !== "HEAD") return refuse(response, 405, "Only GET and HEAD.", { Allow: "GET, HEAD" });
  if (path === CUSTOMERS && served.customers !== null) {
    // Another page may not even load it where it cannot read it.
    if (["cross-site", "same-site"].includes(String(headers["sec-fetch-site"]))) return refuse(response, 403, "This file is for the app alone.");
    // At an address that served another file before, the page knows this one by its name.
    return send(request, response, served.customers, "application/octet-stream", { "Content-Disposition": `attachment; filename*=UTF-8''${encodeURIComponent(basename(served.customers))}` });
  }
  const [name, type] = Object.hasOwn(FILES, path) ? FILES[path]! : [];
  if (name === undefined) return refuse(response, 404, "There is nothing here.");
  await send(request, response, join(served.folder, name), type!);
}

/** Whether a request is for a name that no page can point at this server by a name of its own (DNS rebinding). */
function isOurName(host: string | undefined, listensAt: string): boolean {
  const name = (host ?? "").replace(/:\d+$/, "").toLowerCase();
  if (LOCAL_NAMES.includes(name) || name === listensAt.toLowerCase() || name === `[${listensAt.toLowerCase()}]`) return true;
  // Asked to be reached from elsewhere, it answers to addresses, which nobody can point at it by a name.
  return EVERYWHERE.has(listensAt) && /^(?:\d+(?:\.\d+){3}|\[[\da-f:]+\])$/.test(name);
}

async function send(request: IncomingMessage, response: ServerResponse, path: string, type: string, headers: Readonly<Record<string, string>> = {}): Promise<void> {
  const found = await stat(path).catch(() => null);
  if (!found?.isFile()) return refuse(response, 404, "This file is not there any more.");
  response.writeHead(200, { ...HEADERS, ...headers, "Content-Type": type, "Content-Length": found.size, "Last-Modified": found.mtime.toUTCString() });
  if (request.method === "HEAD" || found.size === 0) return void response.end();
  await pipeline(createReadStream(path, { end: found.size - 1 }), response);
}

function refuse(response: ServerResponse, status: number, text: string, headers: Readonly<Record<string, string>> = {}): void {
  response.writeHead(status, { ...HEADERS, ...headers, "Content-Type": "text/plain; charset=utf-8" }).end(`${text}\n`);
}

// A client of HTTP/1.1 that sends the bytes it is given, also those that no proper client sends.
import { createServer, connect } from "node:net";

const HEAD_END = Buffer.from("\r\n\r\n");

/** A port of this machine that nobody listens at. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject).listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** A connection that is kept: one request at a time, each with its answer. */
export class Connection {
  #rest = Buffer.alloc(0);
  #waiting = null;
  #isHead = false;
  #ended = false;

  constructor(port, host = "127.0.0.1") {
    this.socket = connect({ port, host, noDelay: true });
    this.socket.on("data", (bytes) => {
      this.#rest = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes]);
      this.#settle();
    });
    this.socket.on("error", () => {}); // told by close
    this.socket.on("end", () => this.#close());
    this.socket.on("close", () => this.#close());
  }

  /** Whether nothing more can be asked. */
  get ended() {
    return this.#ended;
  }

  /** Bytes that came without having been asked for. */
  get unasked() {
    return this.#rest;
  }

  write(bytes) {
    if (!this.socket.writableEnded && !this.socket.destroyed) this.socket.write(bytes);
  }

  /**
   * The answer to what was written since the last one.
   *
   * @param isHead whether that was a HEAD, whose answer has no body whatever it says of its length
   * @returns the answer, or null where the connection ended before there was a whole one
   */
  answer(isHead = false) {
    this.#isHead = isHead;
    return new Promise((resolve) => {
      this.#waiting = resolve;
      this.#settle();
    });
  }

  ask(bytes) {
    this.write(bytes);
    return this.answer();
  }

  destroy() {
    this.socket.destroy();
  }

  #close() {
    this.#ended = true;
    this.#settle();
    this.socket.destroy();
  }

  #settle() {
    if (this.#waiting === null) return;
    const found = readAnswer(this.#rest, this.#ended, this.#isHead);
    if (found === null && !this.#ended) return;
    const resolve = this.#waiting;
    this.#waiting = null;
    if (found === null) return resolve(null);
    this.#rest = this.#rest.subarray(found.length);
    if (found.headers.connection === "close") this.#ended = true;
    resolve(found);
  }
}

/** The first answer of some bytes; null where it is not whole. Provisional answers (1xx) are passed over. */
export function readAnswer(bytes, ended, isHead = false) {
  let from = 0;
  for (;;) {
    const headEnd = bytes.indexOf(HEAD_END, from);
    if (headEnd < 0) return null;
    const [line, ...fields] = bytes.toString("latin1", from, headEnd).split("\r\n"), status = Number(line.split(" ")[1]);
    const start = headEnd + HEAD_END.length;
    if (status >= 100 && status < 200) {
      from = start;
      continue;
    }
    const headers = Object.fromEntries(fields.map((field) => {
      const at = field.indexOf(":");
      return [field.slice(0, at).toLowerCase(), field.slice(at + 1).trim()];
    }));
    const read = isHead || status === 204 || status === 304 ? { body: Buffer.alloc(0), end: start } : readBody(bytes, start, headers, ended);
    return read && { status, headers, body: read.body, length: read.end };
  }
}

function readBody(bytes, start, headers, ended) {
  if (headers["transfer-encoding"] === "chunked") return readChunks(bytes, start);
  const length = headers["content-length"] === undefined ? null : Number(headers["content-length"]);
  if (length === null) return ended ? { body: bytes.subarray(start), end: bytes.length } : null;
  return bytes.length < start + length ? null : { body: bytes.subarray(start, start + length), end: start + length };
}

function readChunks(bytes, start) {
  const parts = [];
  for (let at = start; ;) {
    const lineEnd = bytes.indexOf("\r\n", at);
    if (lineEnd < 0) return null;
    const size = parseInt(bytes.toString("latin1", at, lineEnd), 16), from = lineEnd + 2, to = from + size;
    if (bytes.length < to + 2) return null;
    if (size === 0) return { body: Buffer.concat(parts), end: to + 2 };
    parts.push(bytes.subarray(from, to));
    at = to + 2;
  }
}

/** The bytes of a POST of JSON, with further header fields, or others in place of these where they have the same names. */
export function post(path, body, fields = {}) {
  const bytes = typeof body === "string" ? Buffer.from(body) : body;
  const all = { host: "127.0.0.1", "content-type": "application/json", "content-length": bytes.length, ...fields };
  const head = Object.entries(all).filter(([, value]) => value !== undefined).map(([name, value]) => `${name}: ${value}\r\n`).join("");
  return Buffer.concat([Buffer.from(`POST ${path} HTTP/1.1\r\n${head}\r\n`, "latin1"), bytes]);
}

/** The bytes of a GET. */
export const get = (path, fields = {}) => Buffer.from(`GET ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\n${Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n`);

/** Asks once, with a connection of its own. */
export async function once(port, bytes) {
  const connection = new Connection(port);
  try {
    return await connection.ask(bytes);
  } finally {
    connection.destroy();
  }
}

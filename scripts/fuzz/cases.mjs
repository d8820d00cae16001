// Requests: case `index` of a seed is always the same one. Each has its bytes, in pieces, and a check of the answer.
import { gzipSync } from "node:zlib";
import { get, post } from "../raw-http.mjs";
import { Choices } from "./choices.mjs";
import { checkJson, checkLines, checkProblem, expect } from "./expectations.mjs";
import { broken, deep, objectOf, oddCustomer, rightFields } from "./json-texts.mjs";

/** Characters of a body of many customers. */
const MOST_TEXT = 20_000_000;

const MEDIA = ["text/plain", "application/xml", "application/octet-stream", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded", "application/json; charset=latin1", "application/json; charset=utf-16", "json", "", "application/jsonx", "text/json", "*/*", "application/x-ndjson; charset=iso-8859-1"];
const RIGHT_MEDIA = ["application/json", "application/json; charset=utf-8", "APPLICATION/JSON", "application/json;charset=UTF-8", 'application/json; charset="utf-8"', "application/json ; charset=utf-8"];
const ENCODINGS = ["gzip", "deflate", "br", "zstd", "compress", "gzip, gzip", "x"];
const PATHS = ["/predict/", "//predict", "/PREDICT", "/predict/1", "/models/none/predict", "/models//predict", "/models/%2e%2e/predict", "/models/%00/predict", "/models/%ff/predict", "/models/__proto__/predict", "/models/constructor/predict", "/%70redict/x", "/predict;a=b", "/", "/admin/reload", "/admin", "/.env", "/predict%00", `/${"a".repeat(5000)}`, "/models/none/versions/1/predict"];
const QUERIES = ["badRows=maybe", "badRows=", "badRows=error&badRows=error", "x=1", "__proto__=1", "n=5&x", "%ff", "badRows=%00", "badRows=EMPTY"];
const NUMBERS = ["0", "-1", "1e1", "abc", "", "99999999", "1.5", "0x5", " 5", "5%00", "٥", "NaN", "1&n=2"];

export function caseOf(seed, index, targets) {
  const choices = new Choices(seed, index), target = choices.one(targets), { oracle } = target, { columns } = oracle;
  const verb = choices.weighted({ predict: 8, explain: 1.5, ...(target.hasSimilar ? { similar: 1.5 } : {}) });
  const kind = choices.weighted({ right: 20, odd: 30, broken: 16, bytes: 6, lines: 14, media: 3, protocol: 5, query: 3, path: 2, large: 1.2, deep: 0.8, empty: 1, method: 1, many: 0.05 });
  return { kind, verb, index, target, ...MAKERS[kind](choices, { verb, oracle, columns }) };
}

const MAKERS = {
  right: (choices, context) => json(choices, context, bodyOf(choices, context, () => objectOf(rightFields(choices, context.columns)))),
  odd: (choices, context) => json(choices, context, bodyOf(choices, context, () => (choices.chance(0.5) ? oddCustomer(choices, context.columns) : objectOf(rightFields(choices, context.columns))), choices.chance(0.3))),
  broken: (choices, context) => {
    const text = bodyOf(choices, context, () => (choices.chance(0.2) ? oddCustomer(choices, context.columns) : objectOf(rightFields(choices, context.columns)))).text;
    return json(choices, context, { text: broken(choices, text, context.columns), largest: text.length });
  },
  bytes: bytesCase,
  lines: linesCase,
  media: mediaCase,
  protocol: protocolCase,
  query: queryCase,
  path: pathCase,
  large: largeCase,
  deep: (choices, context) => json(choices, context, { text: choices.one([deep(choices, 100_000), `[${objectOf(rightFields(choices, context.columns))},${deep(choices, 100_000)}]`, `${deep(choices, 30_000)}${deep(choices, 70_000)}`]), largest: Infinity }),
  empty: (choices, context) => json(choices, context, { text: choices.one(["", " ", "\n\t\r\n", "[]", " [ ] ", "null", "{}", "0", '""', "[[]]", "[null]", "[{}]"]) }),
  method: methodCase,
  many: (choices, context) => {
    // A customer may have a text of 250,000 characters, or be none.
    const row = choices.chance(0.3) ? choices.one(["1", "{}", "[]", "null"]) : objectOf(rightFields(choices, context.columns));
    const size = Math.min(choices.one([1000, 1001, 9999, 10_000, 10_001, 12_000, 300_000]), Math.ceil(MOST_TEXT / row.length));
    return json(choices, context, { text: `[${new Array(size).fill(row).join(choices.one([",", " , ", ",\n"]))}]`, largest: row.length });
  },
};

/** One customer, or a list of them. */
function bodyOf(choices, _, make, onlyOne = choices.chance(0.4)) {
  if (onlyOne) {
    const text = make();
    return { text, largest: text.length };
  }
  const texts = Array.from({ length: choices.chance(0.03) ? choices.from(50, 300) : choices.from(0, 8) }, make), space = choices.one(["", "", " ", "\n", "\r\n\t"]);
  return { text: `${space}[${space}${texts.join(`${space},${space}`)}${space}]${space}`, largest: Math.max(0, ...texts.map(({ length }) => length)) };
}

/** The path of a route, with what its query says. */
function routed(choices, { verb }) {
  const badRows = choices.chance(0.4) ? "empty" : choices.chance(0.2) ? "error" : null, n = verb === "similar" && choices.chance(0.5) ? choices.one([1, 2, 5, 17, 100]) : null;
  const query = [badRows && `badRows=${badRows}`, n && `n=${n}`].filter(Boolean).join("&");
  return { path: `/${verb}${query === "" ? "" : `?${query}`}`, badRows: badRows ?? "error", n: n ?? 5 };
}

function json(choices, context, { text, largest = 0 }, bytes = Buffer.from(text)) {
  const { verb, oracle } = context, { path, badRows, n } = routed(choices, context), type = choices.one(RIGHT_MEDIA);
  return {
    pieces: sent(choices, path, bytes, type),
    check: (answer) => checkJson(answer, { verb, bytes, badRows, oracle, n, mayBeTooLarge: largest > 180_000 }),
  };
}

/** The bytes of a request, whole or in pieces, with a length or in chunks. */
function sent(choices, path, bytes, type) {
  if (choices.chance(0.7)) return split(choices, post(path, bytes, { "content-type": type }), 0.2);
  const head = Buffer.from(`POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: ${type}\r\ntransfer-encoding: chunked\r\n\r\n`), chunks = [];
  for (let at = 0; at < bytes.length;) {
    const size = Math.min(bytes.length - at, choices.one([1, 2, 3, 7, 100, 1000, 65_536, 65_537]) + Math.floor(bytes.length / 50));
    chunks.push(Buffer.from(`${size.toString(16)}${choices.chance(0.1) ? ";ext=1" : ""}\r\n`), bytes.subarray(at, at + size), Buffer.from("\r\n"));
    at += size;
  }
  return split(choices, Buffer.concat([head, ...chunks, Buffer.from("0\r\n\r\n")]), 0.5);
}

/** Cut at random places, also within a character. */
function split(choices, bytes, share) {
  if (!choices.chance(share)) return [bytes];
  const at = Array.from({ length: choices.from(1, 4) }, () => choices.below(bytes.length)).sort((a, b) => a - b);
  return [0, ...at].map((from, i) => bytes.subarray(from, at[i] ?? bytes.length));
}

function bytesCase(choices, context) {
  const text = bodyOf(choices, context, () => objectOf(rightFields(choices, context.columns)), choices.chance(0.6)).text, bytes = Buffer.from(text);
  const made = {
    mark: () => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes]),
    "two marks": () => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf, 0xef, 0xbb, 0xbf]), bytes]),
    wrong: () => Buffer.concat([bytes.subarray(0, bytes.length >> 1), Buffer.from(choices.one([[0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf8, 0x88, 0x80, 0x80, 0x80], [0xe2, 0x82], [0x80], [0xf4, 0x90, 0x80, 0x80], [0xc3]])), bytes.subarray(bytes.length >> 1)]),
    flipped: () => {
      const copy = Buffer.from(bytes);
      for (let i = choices.from(1, 4); i > 0; i--) copy[choices.below(copy.length)] = choices.below(256);
      return copy;
    },
    "utf-16": () => Buffer.from(text, "utf16le"),
    cut: () => Buffer.from("🛍️é日本".repeat(3)).subarray(0, choices.from(1, 30)),
    noise: () => Buffer.from(Array.from({ length: choices.from(1, 400) }, () => choices.below(256))),
  };
  return json(choices, context, { text }, made[choices.one(Object.keys(made))]());
}

function linesCase(choices, context) {
  const { columns, oracle } = context, end = () => choices.one(["\n", "\n", "\n", "\r\n", "\n\n", "\n  \n", "\r\n\r\n"]);
  const make = () => {
    const kind = choices.weighted({ right: 6, odd: 3, broken: 1.5 });
    const text = kind === "right" ? objectOf(rightFields(choices, columns)) : kind === "odd" ? oddCustomer(choices, columns) : broken(choices, objectOf(rightFields(choices, columns)), columns);
    return text.replaceAll(/\r?\n/g, " ");
  };
  const lines = Array.from({ length: choices.chance(0.05) ? choices.from(100, 600) : choices.from(0, 10) }, make);
  let bytes = Buffer.from(lines.map((line) => line + end()).join("") + (choices.chance(0.3) ? make() : ""));
  if (choices.chance(0.05)) bytes = bytes.subarray(0, choices.below(bytes.length + 1));
  if (choices.chance(0.05)) bytes = Buffer.concat([bytes, Buffer.from(choices.one([[0xff], [0xe2, 0x82], [0xef, 0xbb, 0xbf], [0]]))]);
  if (choices.chance(0.03)) bytes = Buffer.concat([bytes, Buffer.from(`\n{"x":"${"x".repeat(300_000)}"}\n`)]);
  return { verb: "predict", pieces: sent(choices, "/predict", bytes, choices.one(["application/x-ndjson", "application/x-ndjson; charset=utf-8", "application/ndjson"])), check: (answer) => checkLines(answer, { bytes, oracle }) };
}

function mediaCase(choices, context) {
  const { path } = routed(choices, context), body = objectOf(rightFields(choices, context.columns)), isRefused = (answer) => void checkProblem(answer, [415], { columns: context.columns });
  if (choices.chance(0.6)) return { pieces: [post(path, body, { "content-type": choices.one([...MEDIA, undefined]) })], check: isRefused };
  const encoding = choices.one(ENCODINGS);
  return { pieces: [post(path, choices.chance(0.5) ? gzipSync(body) : body, { "content-encoding": encoding })], check: isRefused };
}

/** What no proper client sends. The answer may be a refusal or none, and the connection may end. */
function protocolCase(choices, context) {
  const body = objectOf(rightFields(choices, context.columns)), size = Buffer.byteLength(body), path = `/${context.verb}`;
  const refusal = (answer) => answer === null || (expect(answer.status >= 400 && answer.status < 500, `status ${answer.status}: ${answer.body}`), answer.headers["content-type"]?.startsWith("application/problem+json") ? void checkProblem(answer, [answer.status], { columns: context.columns }) : "bare");
  const any = (answer) => answer === null || answer.status === 200 || refusal(answer);
  const raw = (text) => [Buffer.from(text, "latin1")];
  const made = {
    "too long": () => ({ pieces: [post(path, body, { "content-length": size + choices.from(1, 1000) })], isCut: true }),
    "too short": () => ({ pieces: [post(path, body, { "content-length": choices.below(size) })], check: any, isLast: true }),
    "no number": () => ({ pieces: [post(path, body, { "content-length": choices.one(["-1", "abc", "1e3", "0x10", "18446744073709551616", "1,2", " "]) })], check: any, isLast: true }),
    "two lengths": () => ({ pieces: raw(`POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n{}x`), check: any, isLast: true }),
    "length and chunks": () => ({ pieces: raw(`POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n`), check: any, isLast: true }),
    "bad chunk": () => ({ pieces: raw(`POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n${choices.one(["zz\r\n{}\r\n", "2\r\n{}x\r\n", "-2\r\n{}\r\n", "ffffffffffffffffff\r\n{}\r\n"])}0\r\n\r\n`), check: any, isLast: true }),
    "no host": () => ({ pieces: raw(`POST ${path} HTTP/1.1\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}`), check: any, isLast: true }),
    "HTTP/1.0": () => ({ pieces: raw(`POST ${path} HTTP/1.0\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}`), check: refusal, isLast: true }),
    "no HTTP": () => ({ pieces: raw(choices.one(["\r\n\r\n\r\n", "GET\r\n\r\n", "\u0016\u0003\u0001\u0002\u0000", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "POST /predict HTTP/9.9\r\n\r\n", `${"x".repeat(20_000)}\r\n\r\n`])), check: refusal, isCut: true }),
    "large head": () => ({ pieces: [post(path, body, { "x-large": "x".repeat(choices.one([10_000, 20_000, 100_000])) })], check: any, isLast: true }),
    "many fields": () => ({ pieces: [post(path, body, Object.fromEntries(Array.from({ length: 3000 }, (_, i) => [`x-${i}`, "1"])))], check: any, isLast: true }),
    "expect": () => ({ pieces: [post(path, body, { expect: "100-continue" })], check: (answer) => expect(answer?.status === 200 || answer?.status === 400, `status ${answer?.status}`) }),
    "odd expect": () => ({ pieces: [post(path, body, { expect: "something" })], check: any, isLast: true }),
    "trailers": () => ({ pieces: raw(`POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\nx-trailer: 1\r\n\r\n`), check: (answer) => void checkProblem(answer, [400], { columns: context.columns }) }),
    "origin": () => ({ pieces: [post(path, body, { origin: "https://evil.example", "x-forwarded-for": "1.2.3.4", authorization: "Bearer \u00ff", cookie: "a=b" })], check: (answer) => expect(answer?.status === 200 || answer?.status === 400, `status ${answer?.status}`) }),
  };
  const name = choices.one(Object.keys(made));
  return { detail: name, ...made[name]() };
}

function queryCase(choices, { verb, columns }) {
  const query = verb === "similar" && choices.chance(0.6) ? `n=${choices.one(NUMBERS)}` : choices.one(QUERIES), body = objectOf(rightFields(choices, columns));
  return { pieces: [Buffer.concat([post(`/${verb}?${encodeURI(query).replaceAll("%25", "%")}`, body)])], check: (answer) => void checkProblem(answer, [400], { columns }) };
}

function pathCase(choices, { columns }) {
  const path = choices.one(PATHS), body = objectOf(rightFields(choices, columns));
  return { pieces: [choices.chance(0.2) ? get(path) : post(path, body)], check: (answer) => expect(answer !== null && answer.status >= 400 && answer.status < 500, `status ${answer?.status}`) || void checkProblem(answer, [400, 401, 404, 405, 414, 415], { columns }) };
}

function methodCase(choices, { verb, columns }) {
  const body = objectOf(rightFields(choices, columns)), method = choices.one(["GET", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "PROPFIND", "QUERY", "FOO"]);
  const pieces = [Buffer.from(post(`/${verb}`, body).toString("latin1").replace("POST", method), "latin1")];
  // An answer to HEAD has no body: nothing can follow it on this connection without knowing that.
  return { detail: method, pieces, isHead: method === "HEAD", isLast: true, check: (answer) => {
    expect(answer !== null && answer.status >= 400 && answer.status < 500, `status ${answer?.status} to ${method}`);
    if (method !== "HEAD" && method !== "FOO") checkProblem(answer, [400, 404, 405, 501], { columns });
  } };
}

/** Anything of the above in a body that is read in parts. */
function largeCase(choices, context) {
  const { columns } = context, one = () => objectOf(rightFields(choices, columns)), rows = Array.from({ length: 12 }, one), filler = Array.from({ length: choices.from(300, 900) }, () => choices.one(rows));
  const kind = choices.weighted({ right: 3, odd: 3, broken: 4, space: 1, text: 1 });
  if (kind === "space") {
    const space = choices.one([" ", "\n", "\t", "\r\n"]).repeat(70_000), row = one();
    return json(choices, context, { text: choices.one([`${space}${row}`, `${row}${space}`, `${space}[${row}]`, `[${space}${row},${row}]${space}`, `[${row},${space}${row}]`, `${space}`, `[${space}]`, `{${space}${row.slice(1)}`]), largest: Infinity });
  }
  if (kind === "text") {
    const fields = rightFields(choices, columns);
    fields.push(['"note"', JSON.stringify(choices.one(["x", "]", "}", "[", "{", ",", '"', "\\", "🛍️", "\ud83d"]).repeat(choices.one([30_000, 66_000, 100_000])))]);
    return json(choices, context, { text: choices.one([objectOf(fields), `[${objectOf(fields)}]`, `[${one()},${objectOf(fields)},${one()}]`]), largest: Infinity });
  }
  if (kind !== "right") for (let i = choices.from(1, 3); i > 0; i--) filler[choices.below(filler.length)] = kind === "odd" ? oddCustomer(choices, columns) : broken(choices, one(), columns);
  const text = `[${filler.join(",")}]`, largest = Math.max(...filler.map(({ length }) => length));
  return json(choices, context, { text: kind === "broken" && choices.chance(0.3) ? broken(choices, text, columns) : text, largest: kind === "broken" ? Infinity : largest });
}

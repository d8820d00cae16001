// A headless Chromium over the DevTools protocol, through a pipe: no port, no package.
import { spawn } from "node:child_process";
import { inTemporaryDirectory } from "./tools.mjs";

export const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
const FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run", "--remote-debugging-pipe"];

/** One Chromium for `use`, ended afterwards. */
export async function withChromium(use) {
  return inTemporaryDirectory(async (profile) => {
    // A group of its own: what is started may be a script that starts the browser, which starts more.
    const browser = spawn(CHROMIUM, [...FLAGS, `--user-data-dir=${profile}`], { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"], detached: true });
    const ended = new Promise((resolve, reject) => browser.once("error", reject).once("exit", resolve));
    try {
      return await Promise.race([use(new Connection(browser.stdio[3], browser.stdio[4])), ended.then(() => Promise.reject(new Error("Chromium ended before its work was done")))]);
    } finally {
      process.kill(-browser.pid, "SIGKILL");
      await ended.catch(() => undefined);
    }
  });
}

/** Messages of the protocol end in a byte 0. */
class Connection {
  #last = 0;
  #open = new Map();
  #listeners = new Set();
  #rest = "";

  constructor(input, output) {
    this.input = input;
    output.setEncoding("utf8").on("data", (text) => {
      const messages = (this.#rest + text).split("\0");
      this.#rest = messages.pop();
      for (const message of messages) this.#receive(JSON.parse(message));
    });
  }

  #receive({ id, result, error, ...event }) {
    if (id === undefined) for (const listener of this.#listeners) listener(event);
    else if (error) this.#open.get(id).reject(new Error(error.message));
    else this.#open.get(id).resolve(result);
    this.#open.delete(id);
  }

  send(method, params = {}, sessionId = undefined) {
    const id = ++this.#last;
    this.input.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    return new Promise((resolve, reject) => this.#open.set(id, { resolve, reject }));
  }

  /** Opens a page of some width; `page` has what was complained of and what was requested so far. */
  async open(url, { width = 1280, dark = false } = {}) {
    const { targetId } = await this.send("Target.createTarget", { url: "about:blank" }), { sessionId } = await this.send("Target.attachToTarget", { targetId, flatten: true });
    const send = (method, params) => this.send(method, params, sessionId), page = new Page(send, () => this.send("Target.closeTarget", { targetId }));
    this.#listeners.add((event) => event.sessionId === sessionId && page.hear(event));
    for (const domain of ["Page", "Runtime", "Log", "Network"]) await send(`${domain}.enable`);
    await send("Emulation.setDeviceMetricsOverride", { width, height: 900, deviceScaleFactor: 1, mobile: width < 600 });
    await send("Emulation.setEmulatedMedia", { features: [{ name: "prefers-color-scheme", value: dark ? "dark" : "light" }] });
    await send("Page.navigate", { url });
    await page.loaded;
    return page;
  }
}

class Page {
  complaints = [];
  requests = [];
  #hasLoaded;
  loaded = new Promise((resolve) => (this.#hasLoaded = resolve));

  constructor(send, close) {
    this.send = send;
    this.close = close;
  }

  hear({ method, params }) {
    if (method === "Page.loadEventFired") this.#hasLoaded();
    if (method === "Network.requestWillBeSent") this.requests.push(params.request.url);
    if (method === "Runtime.exceptionThrown") this.complaints.push(params.exceptionDetails.exception?.description ?? params.exceptionDetails.text);
    if (method === "Runtime.consoleAPICalled") this.complaints.push(`console.${params.type}: ${params.args.map(({ value }) => value).join(" ")}`);
    if (method === "Log.entryAdded") this.complaints.push(`${params.entry.level}: ${params.entry.text}`);
  }

  /** What a function gives in the page. */
  async run(work, ...values) {
    const { result, exceptionDetails } = await this.send("Runtime.evaluate", { expression: `(${work})(...${JSON.stringify(values)})`, returnByValue: true, awaitPromise: true });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }
}

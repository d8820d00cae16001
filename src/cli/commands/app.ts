import { once } from "node:events";
import { spawn } from "node:child_process";
import { basename, resolve } from "node:path";
import type { CommandDefinition } from "../definition";
import { serveApp } from "../app/server";
import { checkReadable, STDIO } from "../input/file";
import { completeIO, print, printJson, type CliIO } from "../io";
import { listenError } from "../listen";
import { flag, integer, text } from "../options/parse";
import { COMMON_OPTIONS, commonOptions } from "../options/shared";
import type { CommonOptions } from "../options/types";
import { UsageError } from "../usage";

/** Options of {@link appCommand}. */
export interface AppOptions extends CommonOptions {
  /** Path of customers or orders, CSV, for the app to open at its start. */
  readonly file?: string | undefined;
  /** The address to listen at. Default: `"127.0.0.1"`, which this machine alone reaches. */
  readonly host?: string | undefined;
  /** The port, 0 for any that is free. Default: 0. */
  readonly port?: number | undefined;
  /** Whether to open the browser. Default: false. */
  readonly open?: boolean | undefined;
}

/** Where {@link appCommand} served the app: the document that `--json` prints. */
export interface AppResult {
  readonly url: string;
  readonly host: string;
  readonly port: number;
  /** The file that the app opens, or null. */
  readonly file: string | null;
}

const WHO = "app", LOCAL = "127.0.0.1";

/**
 * Serves the app, a page that finds segments by itself, to the browser of this machine until `io.signal` ends it; with a file, the
 * page opens that. The customers go to the browser and nowhere else.
 *
 * @throws SegmentryError `FILE_NOT_FOUND`, `FILE_UNREADABLE`, `INVALID_OPTION` for an address or a port that cannot be had
 *
 * @example
 * ```ts
 * import { appCommand } from "segmentry/cli";
 *
 * const controller = new AbortController(), stdout = { write: () => void controller.abort() }; // ends as soon as it has said where it is
 * const { url, file } = await appCommand({ file: "examples/data/customers.csv" }, { stdout, signal: controller.signal });
 * console.log(url.startsWith("http://127.0.0.1:"), url.endsWith("/#file=customers.csv"), file); // true true examples/data/customers.csv
 * ```
 */
export async function appCommand(options: AppOptions = {}, partial: Partial<CliIO> = {}): Promise<AppResult> {
  const io = completeIO(partial), { file, host = LOCAL, port = 0 } = options;
  if (file === STDIO) throw new UsageError("the app reads a file more than once: give its path, not -");
  const path = file === undefined ? null : resolve(io.cwd, file);
  if (path !== null) await checkReadable(WHO, file!, path);
  const server = await serveApp(path, host, port).catch((error: unknown) => { throw listenError(WHO, host, port, error); });
  try {
    const result: AppResult = { ...server.address, url: `${server.url}/#${file === undefined ? "app" : `file=${encodeURIComponent(basename(file))}`}`, file: file ?? null };
    if (options.json) await printJson(io.stdout, result);
    else await print(io.stdout, options.quiet ? result.url : `The app is at ${result.url}\nThe customers go to your browser and nowhere else. Ctrl-C ends it.`);
    if (options.open) openBrowser(result.url);
    if (!io.signal?.aborted) await (io.signal ? once(io.signal, "abort") : new Promise(() => undefined));
    return result;
  } finally {
    await server.close();
  }
}

/** The browser is a favour: where it cannot be opened, the address was printed. */
function openBrowser(url: string): void {
  const [command, args] = process.platform === "darwin" ? ["open", [url]] as const : process.platform === "win32" ? ["rundll32", ["url.dll,FileProtocolHandler", url]] as const : ["xdg-open", [url]] as const;
  spawn(command, args, { stdio: "ignore", detached: true }).on("error", () => undefined).unref();
}

export const appDefinition: CommandDefinition = {
  name: "app",
  description: "Serve the app, a page that finds segments in your browser, to this machine.",
  arguments: [["[file]", "customers or orders for the app to open: CSV, gzip or not"]],
  options: [
    { flags: "--host <address>", description: "the address to listen at (default: 127.0.0.1, which this machine alone reaches)" },
    { flags: "--port <n>", description: "the port (default: any that is free)" },
    { flags: "--open", description: "open it in the browser" },
    ...COMMON_OPTIONS,
  ],
  examples: [["customers.csv --open", "look at a file"], ["--port 8080", "at a port of your choice"]],
  run: ([file], raw, io) => appCommand({ file, ...commonOptions(raw), host: text(raw, "host"), port: integer(raw, "port", "--port", 0, 65_535), open: flag(raw, "open") }, io),
};

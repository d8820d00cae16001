/** What the command needs of `segmentry/fastify`, which it imports by its name, and only when it runs: stated here, as nothing imports a leaf, and held against the leaf's own types in the command's test. */
export interface FastifyLeaf {
  readonly createServer: (options: {
    readonly models: Readonly<Record<string, { readonly file: string; readonly customers?: string }>>;
    readonly watch: boolean;
    readonly token: string | undefined;
    readonly adminToken: string | undefined;
    readonly hosts: readonly string[] | undefined;
    readonly cors: readonly string[] | undefined;
    readonly limits: { readonly rows?: number; readonly bodyBytes?: number; readonly requestMs?: number };
    readonly logLevel: "debug" | "info" | "warn" | "error" | "silent";
    readonly log: { write(line: string): void };
  }) => Promise<HttpServer>;
}

/** A server of Fastify. */
export interface HttpServer {
  listen(options: { readonly host: string; readonly port: number }): Promise<string>;
  close(): Promise<unknown>;
  drain(): void;
  hasRoute(route: { readonly method: "GET"; readonly url: string }): boolean;
  readonly server: { closeAllConnections(): void };
  readonly registry: { list(): readonly { readonly name: string; readonly version: string; readonly k: number }[] };
}

const LEAF = "segmentry/fastify";

/** The part of the package that serves. */
export async function loadServer(): Promise<FastifyLeaf> {
  return (await import(LEAF)) as FastifyLeaf;
}

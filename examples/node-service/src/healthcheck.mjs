// Exits with 0 where the service of this container is alive: HEALTHCHECK of the Dockerfile
import { API, readConfig } from "./config.mjs";

const { ok } = await fetch(`http://127.0.0.1:${readConfig(process.env).port}${API}/health`, { signal: AbortSignal.timeout(2000) }).catch(() => ({ ok: false }));
process.exit(ok ? 0 : 1);

// What the service is told by its environment: all of it is read here, and checked before anything is done.

/** What comes before the routes of segmentry. */
export const API = "/v1";

const LEVELS = ["fatal", "error", "warn", "info", "debug", "trace", "silent"];
const TOKEN = /^[\w\-.~+/]{16,}=*$/;

/**
 * @typedef {object} Config
 * @property {string} host
 * @property {number} port 0 for any free one
 * @property {string} model the path of the model's JSON
 * @property {string | undefined} customers the path of a CSV of customers, among whom similar ones are found
 * @property {string | undefined} token without which nothing but health and readiness is answered
 * @property {string | undefined} adminToken of POST /v1/admin/reload
 * @property {string} logLevel
 * @property {number} watchMs how often the files are looked at; 0 for never
 * @property {number} drainMs how long the service still answers after it has said that it is not ready
 * @property {number} graceMs how long requests in flight have after that
 */

/**
 * Reads the configuration; an error names all that is wrong, without the secrets.
 *
 * @param {Readonly<Record<string, string | undefined>>} env
 * @returns {Config}
 */
export function readConfig(env) {
  /** @type {string[]} */
  const problems = [];
  /** @param {string} name */
  const text = (name) => env[name] || undefined;

  /** @param {string} name @param {number} usual @param {number} most */
  const integer = (name, usual, most) => {
    const given = text(name) ?? String(usual);
    if (!/^\d{1,9}$/.test(given) || Number(given) > most) problems.push(`${name} must be an integer from 0 to ${most}, got ${JSON.stringify(given)}`);
    return Number(given);
  };

  /** @param {string} name */
  const secret = (name) => {
    const given = text(name);
    if (given !== undefined && !TOKEN.test(given)) problems.push(`${name} must be 16 or more letters, digits and -._~+/`);
    return given;
  };

  const config = {
    host: text("HOST") ?? "127.0.0.1",
    port: integer("PORT", 3000, 65_535),
    model: text("MODEL") ?? "model.json",
    customers: text("CUSTOMERS"),
    token: secret("SEGMENTRY_TOKEN"),
    adminToken: secret("SEGMENTRY_ADMIN_TOKEN"),
    logLevel: text("LOG_LEVEL") ?? "info",
    watchMs: integer("WATCH", 1000, 86_400_000),
    drainMs: integer("DRAIN_MS", 0, 600_000),
    graceMs: integer("GRACE_MS", 6000, 600_000),
  };
  if (!LEVELS.includes(config.logLevel)) problems.push(`LOG_LEVEL must be one of ${LEVELS.join(", ")}, got ${JSON.stringify(config.logLevel)}`);
  if (config.watchMs > 0 && config.watchMs < 10) problems.push(`WATCH must be 0 or at least 10, got ${config.watchMs}`);
  if (problems.length > 0) throw new Error(problems.join("; "));
  return config;
}

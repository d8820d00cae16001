// Listens, and stops: npm start
import { setTimeout as wait } from "node:timers/promises";
import { buildApp } from "./app.mjs";
import { readConfig } from "./config.mjs";

const { config, app, drain } = await start().catch((error) => {
  console.error(`not started: ${error.message}`);
  process.exit(1);
});
let isStopping = false;

async function start() {
  const config = readConfig(process.env), { app, drain } = await buildApp(config), { host, port, token } = config;
  await app.listen({ host, port });
  if (token === undefined && !/^(127\.|::1$|localhost$)/.test(host)) app.log.warn("whoever reaches this address may ask: set SEGMENTRY_TOKEN");
  return { config, app, drain };
}

/**
 * Says first that the service is not ready, so that no more requests are sent here; closes then, once those in flight are
 * answered. Exits with 1 where they take longer than they may.
 *
 * @param {string} why
 */
async function stop(why) {
  if (isStopping) return;
  isStopping = true;
  app.log.info({ why }, "stopping");
  setTimeout(() => {
    app.log.error("requests were still in flight at the end of their time");
    process.exit(1);
  }, config.drainMs + config.graceMs).unref();
  drain();
  await wait(config.drainMs);
  await app.close();
  app.log.info("stopped");
  process.exit();
}

// Once: a second signal ends the process at once.
for (const signal of ["SIGTERM", "SIGINT"]) process.once(signal, () => void stop(signal));

// Nobody knows what state the process is in: it answers what it has, and exits with 1, to be started anew.
for (const event of ["uncaughtException", "unhandledRejection"]) {
  process.on(event, (error) => {
    app.log.fatal({ err: error }, event);
    process.exitCode = 1;
    void stop(event);
  });
}

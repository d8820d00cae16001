import { segment } from "segmentry";
import { createServer } from "segmentry/fastify";
import { expect, test } from "vitest";

test("createServer(options) gives large files of customers the time that they take", async () => {
  const { model } = segment([20, 21, 22, 70, 71, 72].map((AGE) => ({ AGE })), { k: 2 });
  const server = await createServer({ models: { shop: model }, logLevel: "silent" });
  // 0 is no limit; Fastify's own of 10 s ended the start with an error while 800,000 customers were read.
  expect(server.initialConfig.pluginTimeout).toBe(0);
  await server.close();
});

import { once } from "node:events";
import { Agent, request, type IncomingMessage } from "node:http";
import { connect } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { segment } from "segmentry";
import { createServer } from "segmentry/fastify";
import { expect, test } from "vitest";

const { model } = segment([20, 21, 22, 70, 71, 72].map((AGE) => ({ AGE })), { k: 2 });

async function listening(): Promise<{ port: number; close: () => Promise<number> }> {
  const server = await createServer({ models: { shop: model }, logLevel: "silent" });
  const { port } = new URL(await server.listen({ host: "127.0.0.1", port: 0 }));
  const close = async (): Promise<number> => {
    const started = performance.now();
    await server.close();
    return performance.now() - started;
  };
  return { port: Number(port), close };
}

test("close() does not wait for a connection on which nothing was ever asked", async () => {
  const { port, close } = await listening(), socket = connect(port, "127.0.0.1").resume(), closed = once(socket, "close");
  await once(socket, "connect");
  await wait(100);
  // The head of a first request may take 10 s.
  expect(await close()).toBeLessThan(3_000);
  await closed;
});

test("close() waits for a stream, not for the connection that its client keeps", async () => {
  const { port, close } = await listening(), agent = new Agent({ keepAlive: true });
  const sent = request({ port, path: "/predict", method: "POST", agent, headers: { "content-type": "application/x-ndjson" } });
  sent.write('{"AGE":20}\n');
  const [response] = (await once(sent, "response")) as [IncomingMessage], closed = close();
  await wait(200);
  sent.end('{"AGE":70}\n');
  const chunks = (await response.toArray()) as Buffer[];
  expect(Buffer.concat(chunks).toString().trim().split("\n")).toHaveLength(2);
  // The client would keep it for a minute.
  expect(await closed).toBeLessThan(3_000);
  agent.destroy();
});

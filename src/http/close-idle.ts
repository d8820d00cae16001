import type { FastifyInstance } from "fastify";
import type { Socket } from "node:net";

const EVERY_MS = 50;

/**
 * Keeps closing idle connections while a server closes, which Node does but once: those whose answer had begun before become
 * idle later, and those on which nothing was ever sent, as browsers and load balancers open them in advance, it takes for busy.
 */
export function closeIdle(app: FastifyInstance): void {
  const open = new Set<Socket>();
  let timer: NodeJS.Timeout | undefined;
  app.server.on("connection", (socket) => {
    open.add(socket);
    socket.once("close", () => open.delete(socket));
  });
  app.addHook("preClose", (done) => {
    timer = setInterval(() => {
      app.server.closeIdleConnections();
      for (const socket of open) if (socket.bytesRead === 0) socket.destroy();
    }, EVERY_MS);
    done();
  });
  // By then all connections are closed.
  app.addHook("onClose", (_, done) => {
    clearInterval(timer);
    done();
  });
}

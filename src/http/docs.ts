import type { FastifyInstance, onRequestHookHandler, preHandlerHookHandler } from "fastify";
import { optional } from "./optional";

/** Everything of the page comes from here, and it asks nobody else. */
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/**
 * Adds `/docs`, a page of Swagger UI on the document of the service; false where it is not to be had.
 *
 * @param check refuses requests without the service's token; undefined where there is none
 */
export async function addDocs(app: FastifyInstance, isWanted: boolean | undefined, document: () => object, check: onRequestHookHandler | undefined): Promise<boolean> {
  // A host that has a document of its own under the same name keeps it. A browser that opens the page has no token to show.
  if (isWanted === undefined && (app.hasDecorator("swagger") || check !== undefined)) return false;
  const packages = await optional(isWanted, ["@fastify/swagger", "@fastify/swagger-ui"], () => Promise.all([import("@fastify/swagger"), import("@fastify/swagger-ui")]));
  if (!packages) return false;
  const [{ fastifySwagger }, { fastifySwaggerUi }] = packages;
  await app.register(async (inner) => {
    await inner.register(fastifySwagger, { mode: "static", specification: { document: {} as never } });
    await inner.register(fastifySwaggerUi, {
      routePrefix: "/docs", staticCSP: POLICY, transformSpecification: document, transformSpecificationClone: false,
      uiHooks: { ...(check ? { onRequest: check } : {}), preHandler: docsHook(document) },
      // Without an address of a validator it would send the document to one on the internet.
      uiConfig: { validatorUrl: null, docExpansion: "list", tryItOutEnabled: true },
    });
  });
  return true;
}

/**
 * The page links by the path that it is at, which only with a slash at its end is right below any prefix. All JSON is YAML: to write
 * 100 kB of it in another way would keep the event loop for 80 ms, each time.
 */
function docsHook(document: () => object): preHandlerHookHandler {
  return (request, reply, done) => {
    if (/\/docs(?:\?|$)/.test(request.url)) reply.redirect("./docs/");
    else if (request.routeOptions.url?.endsWith("/docs/yaml")) reply.type("application/yaml; charset=utf-8").send(JSON.stringify(document()));
    else done();
  };
}

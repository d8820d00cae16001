/**
 * Segments over HTTP: a plugin of Fastify 5.
 *
 * @packageDocumentation
 */
// Fastify registers the default export of a module.
// eslint-disable-next-line import-x/no-default-export
export { segmentryPlugin, segmentryPlugin as default, type SegmentryPluginOptions } from "./plugin";
export type { ModelFile } from "./model-files";
export { createServer, type LogStream, type SegmentryServer, type ServerOptions } from "./server";

/**
 * Segments over HTTP, for any server that speaks the web platform's `Request` and `Response`.
 *
 * @packageDocumentation
 */
export { createService, type Metrics, type Service, type ServiceOptions } from "./service/service";
export { ModelRegistry, type ModelEntry, type ModelSource, type RegistryOptions } from "./service/registry";
export type { Answer, Answered, Exchange } from "./service/exchange";
export type { SameText } from "./service/access";
export type { ServiceLimits } from "./service/limits";

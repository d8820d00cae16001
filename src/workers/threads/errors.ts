import { SegmentryError, type ErrorCode } from "../../errors";
import type { PlainError } from "./messages";

/** An error as plain data, for another thread. */
export function packError(error: unknown): PlainError {
  if (error instanceof SegmentryError) {
    const { code, who, rule, found, remedy } = error;
    return { segmentry: [code, who, rule, found, remedy] };
  }
  if (error instanceof Error) return { name: error.name, message: error.message, stack: error.stack };
  return { name: "Error", message: String(error), stack: undefined };
}

/** The error that another thread packed. */
export function unpackError(packed: PlainError): Error {
  if ("segmentry" in packed) {
    const [code, who, rule, found, remedy] = packed.segmentry;
    return new SegmentryError(code as ErrorCode, who, rule, found, remedy);
  }
  const error = new Error(packed.message);
  Object.defineProperty(error, "name", { value: packed.name, configurable: true, writable: true });
  if (packed.stack !== undefined) Object.defineProperty(error, "stack", { value: packed.stack, configurable: true, writable: true });
  return error;
}

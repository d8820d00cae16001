import { SegmentryError } from "../index";
import { codeOf } from "./failure";

/** The names of this machine for itself, as they stand in the header Host. */
export const LOCAL_NAMES: readonly string[] = ["127.0.0.1", "localhost", "[::1]"];

/** Why a server cannot listen, in words; any other error as it is. */
export function listenError(who: string, host: string, port: number, error: unknown): unknown {
  const code = codeOf(error), at = `port ${port} of ${host}`;
  if (code === "EADDRINUSE") return new SegmentryError("INVALID_OPTION", who, "a port that is free", `${at}, which is in use`, "give another with --port, 0 for any free one");
  if (code === "EACCES") return new SegmentryError("INVALID_OPTION", who, "a port that it may listen at", at, "give one of 1024 or more with --port");
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND" || code === "EAI_AGAIN") return new SegmentryError("INVALID_OPTION", who, "an address of this machine", JSON.stringify(host), "give another with --host, or none for 127.0.0.1");
  if (code === "ERR_SOCKET_BAD_PORT") return new SegmentryError("INVALID_OPTION", who, "a port from 0 to 65535", `${port}`);
  return error;
}

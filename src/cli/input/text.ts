import { SegmentryError } from "../../index";
import type { CliIO } from "../io";
import { openInput } from "./file";

/** All of a file of text in UTF-8. */
export async function readText(who: string, path: string, io: CliIO): Promise<{ name: string; text: string }> {
  const { name, chunks } = await openInput(who, path, io), decoder = new TextDecoder("utf-8", { fatal: true });
  let text = "";
  try {
    for await (const chunk of chunks) text += typeof chunk === "string" ? chunk : decoder.decode(chunk, { stream: true });
    return { name, text: text + decoder.decode() };
  } catch (error) {
    if (error instanceof TypeError) throw new SegmentryError("NOT_UTF8", name, "text in UTF-8", "bytes that are not");
    throw error;
  }
}

import { openFile } from "./actions";
import * as session from "./session";
import { MOST_BYTES } from "../limits";

/** The name of the file that `segmentry app FILE` serves beside this page: it stands in the address, which is not sent. "" for none. */
export function fileOfCommand(): string | null {
  const { hash } = location;
  return hash === "#app" ? "" : hash.startsWith("#file=") ? decodeURIComponent(hash.slice("#file=".length)) : null;
}

/** Takes the file from the command, unless it is the one that was open before. */
export async function openFromCommand(name: string): Promise<void> {
  if (name === "") return;
  const refuse = (found: string): void => void (session.problem.value = { during: "open", refusal: { code: "NO_FILE", message: found, rule: "", found, remedy: "" } });
  try {
    const head = await fetch("file", { method: "HEAD", cache: "no-store" });
    if (!head.ok) return refuse(`It answered ${head.status}`);
    const size = Number(head.headers.get("content-length")), lastModified = Date.parse(head.headers.get("last-modified") ?? "") || 0, before = session.file.value;
    if (before && before.name === name && before.size === size && before.lastModified === lastModified) return;
    if (size > MOST_BYTES) return void (session.problem.value = { during: "open", refusal: { code: "TOO_LARGE", message: "", rule: "", found: `${Math.round(size / 1e6)} MB`, remedy: "" } });
    const blob = await (await fetch("file", { cache: "no-store" })).blob();
    await openFile(blob, { name, size, lastModified, isSample: false });
  } catch {
    refuse("It does not answer");
  }
}

import { lookAtShelf, type Project } from "../keep/shelf";
import { setTab, tab } from "../keep/tab";
import { MOST_BYTES } from "../limits";
import { openFile } from "./actions";
import { takeUp } from "./kept";
import * as session from "./session";

/** The name of the file that `segmentry app FILE` serves beside this page: it stands in the address, which is not sent. "" for none. */
export function fileOfCommand(): string | null {
  const { hash } = location;
  return hash === "#app" ? "" : hash.startsWith("#file=") ? decoded(hash.slice("#file=".length)) : null;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The name that the command gives with the file: at this address it may have served another one before. */
const nameIn = (disposition: string | null): string | undefined => /filename\*=UTF-8''([^;]+)/.exec(disposition ?? "")?.[1];

type Facts = Pick<session.FileFacts, "name" | "size" | "lastModified">;

/** Takes the file from the command once in a tab: a reload goes on with what was made of it, or with what was opened since. */
export async function openFromCommand(given: string): Promise<void> {
  if (given === "") return;
  const refuse = (found: string): void => void (session.problem.value = { during: "open", refusal: { code: "NO_FILE", message: found, rule: "", found, remedy: "" } });
  try {
    const head = await fetch("file", { method: "HEAD", cache: "no-store" });
    if (!head.ok) return refuse(`It answered ${head.status}`);
    const facts: Facts = { name: decoded(nameIn(head.headers.get("content-disposition")) ?? given), size: Number(head.headers.get("content-length")), lastModified: Date.parse(head.headers.get("last-modified") ?? "") || 0 };
    if (await isOpened(facts)) setTab({ served: keyOf(facts) });
  } catch {
    refuse("It does not answer");
  }
}

const keyOf = ({ name, size, lastModified }: Facts): string => JSON.stringify([name, size, lastModified]);

async function isOpened(facts: Facts): Promise<boolean> {
  const key = keyOf(facts), isIt = (other: Facts | null): boolean => other !== null && keyOf(other) === key;
  if (tab().served === key || isIt(session.file.value)) return true;
  const kept = (await lookAtShelf().catch((): readonly Project[] => [])).find((project) => !project.isElsewhere && isIt(project));
  if (kept && await takeUp(kept)) return true;
  if (facts.size > MOST_BYTES) {
    session.problem.value = { during: "open", refusal: { code: "TOO_LARGE", message: "", rule: "", found: `${Math.round(facts.size / 1e6)} MB`, remedy: "" } };
    return false;
  }
  const blob = await (await fetch("file", { cache: "no-store" })).blob();
  return openFile(blob, { ...facts, isSample: false });
}

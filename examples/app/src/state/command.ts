import { lookAtShelf, type Project } from "../keep/shelf";
import { setTab, tab } from "../keep/tab";
import { MOST_BYTES } from "../limits";
import { openFile } from "./actions";
import { Refused } from "./desk";
import { doing } from "./doing";
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
  const before = session.file.value?.id;
  try {
    const facts = await factsOf(given);
    // Who has opened something else meanwhile wants that.
    if (session.busy.value === null && session.file.value?.id === before && await isOpened(facts)) setTab({ served: keyOf(facts) });
  } catch (error) {
    session.problem.value = { during: "open", refusal: error instanceof Refused ? error.refusal : noFile("It does not answer").refusal };
  }
}

const noFile = (found: string): Refused => new Refused({ code: "NO_FILE", message: found, rule: "", found, remedy: "" });

async function factsOf(given: string): Promise<Facts> {
  const { ok, status, headers } = await fetch("file", { method: "HEAD", cache: "no-store" });
  if (!ok) throw noFile(`It answered ${status}`);
  return { name: decoded(nameIn(headers.get("content-disposition")) ?? given), size: Number(headers.get("content-length")), lastModified: Date.parse(headers.get("last-modified") ?? "") || 0 };
}

const keyOf = ({ name, size, lastModified }: Facts): string => JSON.stringify([name, size, lastModified]);

async function isOpened(facts: Facts): Promise<boolean> {
  const key = keyOf(facts), isIt = (other: Facts | null): boolean => other !== null && keyOf(other) === key;
  if (tab().served === key || isIt(session.file.value)) return true;
  const kept = (await lookAtShelf().catch((): readonly Project[] => [])).find((project) => !project.isElsewhere && isIt(project));
  if (kept && await takeUp(kept)) return true;
  if (facts.size > MOST_BYTES) throw new Refused({ code: "TOO_LARGE", message: "", rule: "", found: `${Math.round(facts.size / 1e6)} MB`, remedy: "" });
  let blob: Blob | null = null;
  const isThere = await doing(`Reading ${facts.name}`, "open", async () => {
    blob = await fetch("file", { cache: "no-store" }).then((answer) => answer.blob()).catch(() => { throw noFile("It does not answer"); });
  });
  return isThere && openFile(blob!, { ...facts, isSample: false });
}

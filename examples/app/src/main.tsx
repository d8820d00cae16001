import { render } from "preact";
import "./style/tokens.css";
import "./style/layout.css";
import "./style/parts.css";
import "./style/steps.css";
import "uplot/dist/uPlot.min.css";
import { App } from "./app";
import { restore } from "./keep/projects";
import { watchSession } from "./keep/writer";
import { fileOfCommand, openFromCommand } from "./state/command";
import { busy } from "./state/session";

// A file that is dropped beside its place would be shown instead of the page.
for (const type of ["dragover", "drop"]) addEventListener(type, (event) => event.preventDefault());

/** The page shows that it looks for what is kept where that takes longer than an eye would see. */
const LOOKING_MS = 300;

const command = fileOfCommand();
watchSession();
const restored = restore(Boolean(command)), isRestored = await Promise.race([restored.then(() => true), new Promise<false>((resolve) => setTimeout(() => resolve(false), LOOKING_MS))]);
if (!isRestored) {
  busy.value = { title: "Looking for what this browser keeps", step: null };
  void restored.finally(() => void (busy.value = null));
}
render(<App />, document.getElementById("app")!);
await restored;
if (command !== null) void openFromCommand(command);
else if (location.protocol.startsWith("http") && "serviceWorker" in navigator && !import.meta.env.DEV) void navigator.serviceWorker.register("./sw.js").catch(() => undefined);

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

// A file that is dropped beside its place would be shown instead of the page.
for (const type of ["dragover", "drop"]) addEventListener(type, (event) => event.preventDefault());

const command = fileOfCommand();
watchSession();
await restore(Boolean(command));
render(<App />, document.getElementById("app")!);
if (command !== null) void openFromCommand(command);
else if (location.protocol.startsWith("http") && "serviceWorker" in navigator && !import.meta.env.DEV) void navigator.serviceWorker.register("./sw.js").catch(() => undefined);

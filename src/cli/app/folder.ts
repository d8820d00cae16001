import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the built app: beside the library's files, or in a clone of the repository in its dist. */
export function appFolder(): string {
  // CommonJS, where import.meta is empty, has its own name for the folder.
  const here = import.meta.url ? dirname(fileURLToPath(import.meta.url)) : __dirname;
  return [join(here, "app"), join(here, "../../../dist/app")].find((folder) => existsSync(join(folder, "index.html"))) ?? join(here, "app");
}

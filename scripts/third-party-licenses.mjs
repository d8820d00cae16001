// Writes dist/THIRD_PARTY_LICENSES.md: the licences of the packages whose code the build copied into dist.
// It reads what was copied from the metafiles of the build, and deletes them.
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const DIST = "dist";
const ALLOWED = ["MIT", "ISC", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "0BSD", "CC0-1.0"];
const METAFILES = ["esm", "cjs", "app"].map((format) => join(DIST, `metafile-${format}.json`));

/** The directories of the packages that a build's outputs hold bytes of. */
function bundledPackages(metafile) {
  const directories = new Set();
  for (const output of Object.values(metafile.outputs)) {
    for (const [path, { bytesInOutput }] of Object.entries(output.inputs)) {
      const match = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path);
      if (match && bytesInOutput > 0) directories.add(match[1]);
    }
  }
  return [...directories];
}

function describe(directory) {
  const { name, version, license, author } = JSON.parse(readFileSync(join(directory, "package.json"), "utf8"));
  if (!ALLOWED.includes(license)) throw new Error(`${name} ${version} is bundled under ${license}, which is not among ${ALLOWED.join(", ")}`);
  const by = typeof author === "string" ? author : (author?.name ?? "its authors");
  const text = licenceText(directory) ?? `${license}, by ${by}. The package says so in its package.json and holds no text of the licence.`;
  return { name, version, license, text: text.replaceAll("\r\n", "\n").trim() };
}

/** The licence file, or the section on it in the README. */
function licenceText(directory) {
  const find = (start) => readdirSync(directory).find((entry) => start.test(entry));
  const file = find(/^(?:un)?licen[cs]e/i), readme = find(/^readme/i);
  if (file) return readFileSync(join(directory, file), "utf8");
  return readme && /^#+ licen[cs]e\b[^\n]*\n([^]*?)(?=^#|(?![^]))/im.exec(readFileSync(join(directory, readme), "utf8"))?.[1];
}

const missing = METAFILES.find((path) => !existsSync(path));
if (missing) throw new Error(`${missing} is missing: run npm run build`);
const directories = new Set(METAFILES.flatMap((path) => bundledPackages(JSON.parse(readFileSync(path, "utf8")))));
const packages = [...directories].map(describe).sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.version < b.version ? -1 : 1));
const sections = packages.map(({ name, version, license, text }) => `## ${name} ${version} (${license})\n\n\`\`\`text\n${text}\n\`\`\`\n`);
const head = "# Licences of the packages that are part of these files\n\nTheir code was copied here by the build; other packages are dependencies and carry their own licences.\n";
writeFileSync(join(DIST, "THIRD_PARTY_LICENSES.md"), [head, ...sections].join("\n"));
for (const path of METAFILES) rmSync(path);
console.log(`third-party licences: ${packages.map(({ name, license }) => `${name} (${license})`).join(", ")}`);

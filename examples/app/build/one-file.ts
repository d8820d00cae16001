import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Plugin } from "vite";

const sha256 = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** What ends or changes a script within HTML, written so that it does not; in JavaScript it stands in texts alone. */
const withinHtml = (code: string): string => code.replaceAll(/<(?=\/script|script|!--)/gi, "\\x3c");

/**
 * Nothing but the page's own script and style runs; a worker is made of the page's own text; nothing is requested but from where
 * the page came from (`segmentry app FILE` gives the file there).
 */
function policyOf(script: string, style: string): string {
  return ["default-src 'none'", `script-src ${sha256(script)} 'wasm-unsafe-eval'`, "worker-src blob: 'self'", `style-src ${sha256(style)}`, "img-src data:", "connect-src 'self'", "base-uri 'none'", "form-action 'none'"].join("; ");
}

/** Puts script and style into the page, with a policy that knows them by their hashes, and the service worker beside it. */
export function oneFile(): Plugin {
  return {
    name: "one-file",
    apply: "build",
    enforce: "post",
    generateBundle(_options, bundle) {
      const files = Object.values(bundle), html = files.find(({ fileName }) => fileName.endsWith(".html"));
      const chunks = files.filter((file) => file.type === "chunk"), styles = files.filter(({ fileName }) => fileName.endsWith(".css"));
      if (html?.type !== "asset" || chunks.length !== 1) throw new Error(`the app is to be one page with one script, got ${files.map(({ fileName }) => fileName).join(", ")}`);
      const script = withinHtml(chunks[0]!.code.trim()), style = styles.map((file) => (file.type === "asset" ? String(file.source) : "")).join("").trim();
      if (script.includes("\r") || style.includes("\r")) throw new Error("a hash would be of other bytes than the browser sees");
      const bare = String(html.source).replaceAll(/\s*<(?:script\b[^>]*><\/script>|link rel="(?:stylesheet|modulepreload)"[^>]*>)/g, "");
      html.source = bare.replace("<!--head-->", () => `<meta http-equiv="Content-Security-Policy" content="${policyOf(script, style)}" />\n    <style>${style}</style>`)
        .replace("<!--script-->", () => `<script type="module">${script}</script>`);
      for (const { fileName } of [...chunks, ...styles]) delete bundle[fileName];
      const version = createHash("sha256").update(String(html.source)).digest("hex").slice(0, 12);
      this.emitFile({ type: "asset", fileName: "sw.js", source: readFileSync(new URL("./sw.js", import.meta.url), "utf8").replace("VERSION", version) });
    },
  };
}

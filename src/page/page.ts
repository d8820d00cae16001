import type { SegmentationModel } from "../recipes/segmentation-model";
import { SCRIPT, SCRIPT_HASH, STYLE, STYLE_HASH } from "./assets";
import { escapeForScript } from "./escape-for-script";
import { gatherFacts, type Facts } from "./facts";
import type { ReportOptions } from "./options";
import { h, type Piece } from "./piece";
import { cards } from "./sections/cards";
import { contents } from "./sections/contents";
import { heatmap } from "./sections/heatmap";
import { map } from "./sections/map";
import { quality } from "./sections/quality";
import { segments } from "./sections/segments";
import { silhouettes } from "./sections/silhouettes";
import { sweep } from "./sections/sweep";
import { tryOut } from "./sections/try";
import { header } from "./sections/verdict";
import { escapeHTML, toHTML } from "./to-html";

/** Nothing is loaded, nothing sent, and only the script and the style of the page itself count. */
const POLICY = `default-src 'none'; script-src 'sha256-${SCRIPT_HASH}'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; form-action 'none'`;

const LINKS = [["segments", "Segments"], ["how-many", "How many"], ["silhouettes", "Who fits"], ["map", "Map"], ["heatmap", "High and low"], ["cards", "Details"], ["try", "Try it"], ["quality", "Data"]] as const;

/**
 * The report as one HTML file for people who look rather than read: the verdict, the segments, why so many, a map of the
 * customers, what sets each segment apart, and a form that tells the segment of a customer who is typed in. The file holds all
 * it needs, model included; it loads nothing and sends nothing. The same model and options give the same bytes.
 *
 * What the model carries as `insights` is drawn; without them the page shows profiles alone.
 *
 * @throws SegmentryError `INVALID_MODEL` where the model is not one of `segment`, has no profiles, or carries damaged insights;
 * `INVALID_OPTION`
 *
 * @example
 * ```ts
 * import { segment } from "segmentry";
 * import { reportPage } from "segmentry/report";
 *
 * const customers = [20, 21, 22, 23, 70, 71].map((AGE, i) => ({ CUSTOMER_ID: i, AGE }));
 * const html = reportPage(segment(customers, { k: 2 }).model, { title: "Spring customers" });
 * console.log(html.includes("<title>Spring customers</title>")); // true
 * ```
 */
export function reportPage(model: SegmentationModel, options: ReportOptions = {}): string {
  const facts = gatherFacts("reportPage", model, options);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escapeHTML(facts.title)}</title>
<style>${STYLE}</style>
</head>
<body>
${body(facts).map(toHTML).join("\n")}
<script type="application/json" id="model">${escapeForScript(JSON.stringify(embedded(facts)))}</script>
<script>${SCRIPT}</script>
</body>
</html>
`;
}

/** The model with the insights that were checked, and nothing else that it may carry. */
function embedded({ model, insights }: Facts): object {
  return { ...model.toJSON(), insights: insights ?? undefined };
}

function body(facts: Facts): Piece[] {
  const sections = [segments, sweep, silhouettes, map, heatmap, cards, tryOut, quality, contents].map((section) => section(facts)).filter((section) => section !== null);
  const links = LINKS.filter(([id]) => sections.some(({ attributes }) => attributes.id === id)).map(([id, text]) => h("a", { href: `#${id}` }, text));
  return [
    h("a", { class: "skip", href: "#main" }, "Skip to the report"),
    h("nav", { "aria-label": "Sections" }, h("div", { class: "links" }, links), h("span", { id: "theme" })),
    h("main", { id: "main" }, header(facts), sections),
  ];
}

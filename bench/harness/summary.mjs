import { ratioOf } from "./compare.mjs";
import { duration, times } from "./format.mjs";

/** The head of the summary. */
export const SUMMARY_HEAD = [
  "workload", "ours", "best Python peer, as exact", "ratio", "best Python peer, float32", "ratio", "best JS peer", "ratio", "must reach", "reached",
];

/** A line of the summary: ours, and the fastest of each kind of peer. */
export function summarise({ name, goal }, results) {
  const ran = results.filter(({ ms }) => ms !== undefined), base = ran.find((result) => result.row.side === "ours");
  const fastest = (wanted) => ran.filter(({ row }) => wanted(row)).sort((a, b) => a.ms - b.ms)[0];
  const peers = [
    fastest(({ side, exact }) => side === "python" && exact),
    fastest(({ side, exact }) => side === "python" && !exact),
    fastest(({ side }) => side === "js"),
  ];
  const cells = peers.flatMap((peer) => (peer === undefined ? ["", ""] : [`${duration(peer.ms)} (${peer.row.name})`, times(ratioOf(ran, peer))]));
  return [name, base ? duration(base.ms) : "not there", ...cells, goalText(goal), base ? reached(goal, base, peers, ran) : ""];
}

function goalText({ ratio, aim, text }) {
  if (text !== undefined) return text;
  return aim === undefined ? `${ratio}x` : `${ratio}x, aim ${aim}x`;
}

/** Against the fastest exact peer; where float32 is faster still, whether it holds against that is said too. */
function reached(goal, base, [exact, inexact, js], results) {
  if (goal.atMostMs !== undefined) return base.ms <= goal.atMostMs ? "yes" : "no";
  const wins = (peer) => peer !== undefined && ratioOf(results, peer) >= goal.ratio;
  if (goal.side === "js") return js === undefined ? "" : wins(js) ? "yes" : "no";
  if (exact === undefined) return "";
  if (!wins(exact)) return "no";
  return inexact === undefined || wins(inexact) ? "yes" : "yes; not against float32";
}

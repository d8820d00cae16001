import { jsonRows } from "../body/json-rows";
import { bodyOf, type Call } from "../call";
import type { Answer } from "../exchange";
import type { Place } from "../input/read-rows";
import { jsonAnswer, listAnswer } from "../json-answer";
import { Problem, type RowProblem } from "../problem";
import type { SliceSize } from "../turns";

/** What is found out about some rows: for each its answer as JSON, or none where it is refused; and why. */
export interface AnsweredRows {
  readonly texts: readonly (string | null)[];
  readonly problems: readonly RowProblem[];
}

/** How the customers of a body are answered. */
export interface RowsRoute {
  readonly mostRows: number;
  readonly slice: SliceSize;
  readonly badRows: "error" | "empty";
  readonly answer: (rows: readonly unknown[], place: Place) => Promise<AnsweredRows>;
}

/** Bad rows that are listed, and after which no further ones are looked for. */
const MOST_LISTED = 100;

/** Answers the customers of a JSON body: one by one answer, a list by a list of as many. */
export async function answerRows(call: Call, route: RowsRoute): Promise<Answer> {
  const body = await jsonRows(bodyOf(call), call.limits, route.mostRows);
  if (!body.isList) {
    const { texts, problems } = await route.answer([body.row], { first: 0, isList: false });
    count(call, texts);
    if (problems.length > 0 && route.badRows === "error") throw new Problem(400, problems[0]!.code, problems[0]!.detail, problems);
    return jsonAnswer(texts[0] ?? refusedText(problems));
  }
  const texts: string[] = [], problems: RowProblem[] = [];
  let first = 0, bad = 0;
  for await (const group of body.groups) {
    for (const rows of slicesOf(group, route.slice)) {
      if (first > 0) await call.breath.next();
      call.check();
      const answered = await timed(call, route, rows, { first, isList: true });
      count(call, answered.texts);
      bad += answered.texts.filter((text) => text === null).length;
      // One text a slice: thousands of small ones, each in pieces, would be moved about by the garbage collector.
      if (route.badRows === "empty") texts.push(withRefused(answered, first).join(","));
      else if (answered.problems.length === 0) texts.push(answered.texts.join(","));
      else problems.push(...answered.problems);
      first += rows.length;
      if (problems.length > 0 && bad >= MOST_LISTED) throw badRows(problems, bad, first, true);
    }
  }
  if (problems.length > 0) throw badRows(problems, bad, first, false);
  return listAnswer(texts, call.breath);
}

/** Slices of a group, each as long as is right by then. */
export function* slicesOf<T>(group: readonly T[], slice: SliceSize): Generator<readonly T[]> {
  for (let start = 0; start < group.length; ) {
    const rows = group.slice(start, start + slice.rows);
    start += rows.length;
    yield rows;
  }
}

/** Answers some rows and notes how long that took, without the turns of others. */
export async function timed({ breath }: Call, { answer, slice }: Pick<RowsRoute, "answer" | "slice">, rows: readonly unknown[], place: Place): Promise<AnsweredRows> {
  const started = performance.now() - breath.waited, answered = await answer(rows, place);
  if (answered.problems.length === 0) slice.took(rows.length, performance.now() - breath.waited - started);
  else slice.refused(answered.problems.length);
  return answered;
}

/** The answers of some rows, those that were refused with the reasons. */
export function withRefused({ texts, problems }: AnsweredRows, first: number): string[] {
  const ofRows = new Map<number, RowProblem[]>();
  for (const problem of problems) {
    const ofRow = ofRows.get(problem.row);
    if (ofRow) ofRow.push(problem);
    else ofRows.set(problem.row, [problem]);
  }
  return texts.map((text, i) => text ?? refusedText(ofRows.get(first + i) ?? []));
}

const refusedText = (errors: readonly RowProblem[]): string => JSON.stringify({ segment: null, name: null, errors });

export function count(call: Call, texts: readonly (string | null)[]): void {
  for (const text of texts) if (text === null) call.refused++;
  call.rows += texts.length;
}

function badRows(problems: readonly RowProblem[], bad: number, rows: number, isMore: boolean): Problem {
  const [first] = problems, more = isMore ? "at least " : "";
  return new Problem(400, "BAD_ROWS", `${more}${bad} of ${isMore ? `the first ${rows}` : rows} customers cannot be scored, the first at index ${first!.row}: ${first!.detail}; for the others' answers ask with badRows=empty`, problems.slice(0, MOST_LISTED), {}, { badRows: bad });
}

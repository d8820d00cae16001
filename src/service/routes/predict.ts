import { linesOf } from "../body/lines";
import { Chunks, textOf } from "../body/chunks";
import { bodyOf, formatOf, wordOf, type Call } from "../call";
import type { Answer } from "../exchange";
import type { Place } from "../input/read-rows";
import { Problem, type RowProblem } from "../problem";
import { scoreRow, scoreRows } from "../scoring/score-rows";
import type { ServedModel } from "../served-model";
import { answerRows, count, slicesOf, timed, withRefused, type AnsweredRows } from "./answer-rows";

/** The segment of each customer. */
export async function predict(call: Call): Promise<Answer> {
  const { served, limits } = call, slice = served.slices.predict;
  if (formatOf(call, true) === "lines") return stream(call);
  return answerRows(call, { mostRows: limits.rows, slice, badRows: wordOf(call, "badRows", ["error", "empty"]), answer: (rows, place) => segmentsOf(call, rows, place) });
}

async function segmentsOf({ served, breath }: Call, rows: readonly unknown[], place: Place): Promise<AnsweredRows> {
  const scores = rows.length === 1 ? scoreRow(served, rows[0], place) : await scoreRows(served, rows, place, breath), { segments, distances, margins, problems } = scores;
  return { texts: rows.map((_, i) => (segments[i]! < 0 ? null : textOfScore(served, segments[i]!, distances[i]!, margins[i]!))), problems };
}

function textOfScore({ nameTexts }: ServedModel, segment: number, distance: number, margin: number): string {
  return `{"segment":${segment},"name":${nameTexts[segment]!},"distance":${distance},"margin":${margin}}`;
}

/** A line for each line, as they come, in constant memory. */
async function stream(call: Call): Promise<Answer> {
  if (wordOf(call, "badRows", ["empty", "error"]) === "error") throw new Problem(400, "BAD_QUERY", "badRows of a stream must be empty: its status is sent before its rows are read");
  const lines = answered(call), first = await lines.next();
  return { status: 200, headers: { "content-type": "application/x-ndjson; charset=utf-8" }, body: first.done ? "" : resumed(call, first.value, lines) };
}

/** A stream that has given its first piece: what is wrong from the start is told by the status. */
async function* resumed(call: Call, first: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  try {
    yield first;
    yield* rest;
  } catch (error) {
    call.exchange.signal?.throwIfAborted();
    // The status is sent: what stops a stream stands in its last line.
    yield `${JSON.stringify(call.failed(error))}\n`;
  } finally {
    await rest.return(undefined);
  }
}

async function* answered(call: Call): AsyncGenerator<string> {
  const { served, limits, exchange, breath } = call, slice = served.slices.predict;
  const texts = textOf(new Chunks(bodyOf(call), { bytes: Infinity, totalMs: Infinity, idleMs: limits.idleMs }));
  let first = 0;
  for await (const group of linesOf(texts, limits.rowBytes)) {
    const lines = group.filter((line) => line.trim() !== "");
    breath.renew();
    for (const part of slicesOf(lines, slice)) {
      if (first > 0) await breath.next();
      exchange.signal?.throwIfAborted();
      const answers = await timed(call, { slice, answer: (rows, place) => linesAnswered(call, rows as readonly string[], place) }, part, { first, isList: true });
      count(call, answers.texts);
      first += part.length;
      yield `${withRefused(answers, first - part.length).join("\n")}\n`;
    }
  }
}

async function linesAnswered(call: Call, lines: readonly string[], place: Place): Promise<AnsweredRows> {
  const rows: unknown[] = [], at: number[] = [], broken: RowProblem[] = [], texts = new Array<string | null>(lines.length).fill(null);
  lines.forEach((line, i) => {
    try {
      rows.push(JSON.parse(line));
      at.push(i);
    } catch (error) {
      broken.push({ row: place.first + i, column: null, pointer: `#/${place.first + i}`, code: "INVALID_JSON", detail: `each line must be JSON: ${(error as Error).message}` });
    }
  });
  if (rows.length === 0) return { texts, problems: broken };
  const scored = await segmentsOf(call, rows, { first: 0, isList: true });
  scored.texts.forEach((text, i) => (texts[at[i]!] = text));
  const problems = scored.problems.map((problem): RowProblem => {
    const row = place.first + at[problem.row]!;
    return { ...problem, row, pointer: problem.pointer.replace(/^#\/\d+/, `#/${row}`) };
  });
  return { texts, problems: [...broken, ...problems] };
}

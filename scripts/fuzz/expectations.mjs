// What an answer must be, for the bytes of a body; each check throws where it is not.
import { LIMITS, pointerTo, textOf, valueOf } from "./oracle.mjs";

/** Relative; a batch may add in another order than one customer alone. */
const CLOSE = 1e-9;
/** Of a text longer than this the service reads parts: it may refuse what comes first. */
const IN_PARTS = 60_000;

export function expect(condition, message) {
  if (!condition) throw new Error(typeof message === "function" ? message() : message);
}

const short = (value) => {
  const text = typeof value === "string" ? value : JSON.stringify(value) ?? String(value);
  return text.length > 300 ? `${text.slice(0, 300)}... (${text.length})` : text;
};

/** A problem of RFC 9457 with one of the allowed statuses, and with the headers that these need. Without `isList` the body may be a list or not. */
export function checkProblem(answer, statuses, { rows = Infinity, columns = [], isList } = {}) {
  expect(statuses.includes(answer.status), () => `status ${answer.status} instead of ${statuses.join(" or ")}: ${short(answer.body.toString())}`);
  expect(/^application\/problem\+json(;|$)/.test(answer.headers["content-type"] ?? ""), () => `a problem of type ${answer.headers["content-type"]}: ${short(answer.body.toString())}`);
  const problem = parsed(answer.body);
  expect(problem.status === answer.status, () => `the problem says status ${problem.status}, the answer ${answer.status}`);
  for (const name of ["type", "title", "detail", "code"]) expect(typeof problem[name] === "string" && problem[name] !== "", () => `the problem has no ${name}: ${short(problem)}`);
  expect(answer.status !== 503 || /^\d+$/.test(answer.headers["retry-after"] ?? ""), "503 without retry-after");
  expect(answer.status !== 405 || answer.headers.allow, "405 without allow");
  expect(answer.status !== 401 || answer.headers["www-authenticate"], "401 without www-authenticate");
  for (const error of problem.errors ?? []) checkRowProblem(error, rows, columns, isList);
  return problem;
}

function checkRowProblem({ row, column, pointer, code, detail }, rows, columns, isList) {
  expect(Number.isInteger(row) && row >= 0 && row < rows, () => `an error of row ${row} of ${rows}`);
  expect(column === null || columns.some(({ name }) => name === column), () => `an error of a column ${short(column)} that there is not`);
  expect([true, false].some((given) => isList !== !given && pointer === pointerTo(row, column, given)), () => `the pointer ${short(pointer)} instead of ${pointerTo(row, column, isList)}`);
  expect(typeof code === "string" && typeof detail === "string" && detail !== "", "an error without code or detail");
}

function parsed(bytes) {
  const text = textOf(bytes);
  expect(text !== null, "the answer is no UTF-8");
  const found = valueOf(text);
  expect(found !== null, () => `the answer is no JSON: ${short(text)}`);
  return found.value;
}

/** What must be answered to a JSON body. */
export function checkJson(answer, { verb, bytes, badRows, oracle, mayBeTooLarge = false, n = 5 }) {
  const { columns } = oracle, most = verb === "predict" ? LIMITS.rows : LIMITS.explainRows;
  const isLarge = bytes.length > IN_PARTS, text = textOf(bytes), found = text === null ? null : valueOf(text);
  if (bytes.length > LIMITS.bodyBytes || mayBeTooLarge) if (answer.status === 413 || (isLarge && answer.status === 400)) return void checkProblem(answer, [400, 413], { columns });
  expect(bytes.length <= LIMITS.bodyBytes, () => `status ${answer.status} to a body of ${bytes.length} bytes`);
  if (found === null) return void checkProblem(answer, isLarge ? [400, 413] : [400], { columns });
  const isList = Array.isArray(found.value), rows = isList ? found.value : [found.value], where = { rows: rows.length, columns, isList };
  const verdicts = rows.length > most ? [] : rows.map((row) => oracle.row(row));
  if (rows.length > most) return void checkProblem(answer, isLarge ? [400, 413] : [413], where);
  const bad = verdicts.filter(isBad).length;
  if (bad > 0 && badRows === "error") return checkRefusal(answer, verdicts, where);
  expect(answer.status === 200, () => `status ${answer.status} instead of 200: ${short(answer.body.toString())}`);
  expect(/^application\/json(;|$)/.test(answer.headers["content-type"] ?? ""), () => `an answer of type ${answer.headers["content-type"]}`);
  expect(/^[^@]+@.+$/.test(answer.headers["segmentry-model"] ?? ""), () => `the header segmentry-model is ${answer.headers["segmentry-model"]}`);
  const value = parsed(answer.body);
  expect(Array.isArray(value) === isList, "one answer for a list, or a list for one");
  const answers = isList ? value : [value];
  expect(answers.length === rows.length, () => `${answers.length} answers for ${rows.length} customers`);
  answers.forEach((one, i) => checkRow(one, verdicts[i], i, { verb, oracle, isList, n }));
}

const isBad = ({ wrong, segment }) => wrong.length > 0 || segment.refused !== undefined;

function checkRefusal(answer, verdicts, where) {
  const { errors = [], badRows } = checkProblem(answer, [400], where), bad = verdicts.map((verdict, i) => [i, verdict]).filter(([, verdict]) => isBad(verdict));
  const wanted = bad.flatMap(([i, { wrong }]) => wrong.map((column) => pointerTo(i, column, where.isList)));
  const given = errors.map(({ pointer }) => pointer), isOfRules = bad.every(([, { wrong }]) => wrong.length > 0);
  expect(errors.length > 0 && errors[0].row === bad[0][0], () => `the first error is of row ${errors[0]?.row} instead of ${bad[0][0]}`);
  for (let i = 1; i < errors.length; i++) expect(errors[i].row >= errors[i - 1].row, "errors are not in the order of rows");
  for (const { row } of errors) expect(isBad(verdicts[row]), () => `an error of row ${row}, which is right`);
  if (isOfRules && wanted.length <= 100) expect(sameSet(wanted, given), () => `errors at ${short(given)} instead of ${short(wanted)}`);
  if (isOfRules) for (const pointer of given) expect(wanted.includes(pointer), () => `an error at ${pointer}, which is right`);
  if (where.isList && wanted.length <= 100 && badRows !== undefined) expect(badRows === bad.length, () => `badRows ${badRows} instead of ${bad.length}`);
}

const sameSet = (a, b) => a.length === b.length && [...a].sort().every((value, i) => value === [...b].sort()[i]);

function checkRow(one, verdict, i, { verb, oracle, isList, n }) {
  const { wrong, segment } = verdict, of = `row ${i}`;
  expect(typeof one === "object" && one !== null, () => `${of}: ${short(one)}`);
  if (isBad(verdict)) {
    expect(one.segment === null && one.name === null, () => `${of}: ${short(one)} for a bad row`);
    const errors = one.errors ?? [one.error];
    expect(Array.isArray(errors) && errors.length > 0, () => `${of}: no errors: ${short(one)}`);
    for (const error of errors) checkRowProblem(error, Infinity, oracle.columns, isList);
    for (const error of errors) expect(error.row === i, () => `${of}: an error of row ${error.row}`);
    if (wrong.length > 0) expect(sameSet(errors.map(({ pointer }) => pointer), wrong.map((column) => pointerTo(i, column, isList))), () => `${of}: errors at ${short(errors.map(({ pointer }) => pointer))} instead of ${short(wrong)}`);
    return;
  }
  expect(one.segment === segment.segment, () => `${of}: segment ${one.segment} instead of ${segment.segment}: ${short(one)}`);
  expect(one.name === oracle.names[one.segment], () => `${of}: the name ${one.name}`);
  if (verb === "predict") {
    expect(Math.abs(one.distance - segment.distance) <= CLOSE * Math.max(1, segment.distance), () => `${of}: distance ${one.distance} instead of ${segment.distance}`);
    expect(typeof one.margin === "number" && one.margin >= -CLOSE && one.margin <= 1, () => `${of}: margin ${one.margin}`);
  } else if (verb === "explain") {
    expect(typeof one.text === "string" && Array.isArray(one.contributions) && Array.isArray(one.distances) && one.distances.length === oracle.model.k, () => `${of}: ${short(one)}`);
  } else {
    expect(Array.isArray(one.similar) && one.similar.length <= n, () => `${of}: ${one.similar?.length} similar customers`);
    for (let j = 0; j < one.similar.length; j++) {
      const { similarity } = one.similar[j];
      expect(similarity >= -1 - CLOSE && similarity <= 1 + CLOSE && (j === 0 || similarity <= one.similar[j - 1].similarity), () => `${of}: similarities ${short(one.similar)}`);
    }
  }
}

/** What must be answered to a stream of lines. */
export function checkLines(answer, { bytes, oracle }) {
  const text = textOf(bytes), { columns } = oracle;
  // What is not UTF-8 may come after a line that is too long.
  const lines = (text ?? "").split("\n").filter((line) => line.trim() !== ""), tooLong = bytes.toString().split("\n").some((line) => line.length > LIMITS.rowBytes);
  if (answer.status !== 200) return void checkProblem(answer, [...(text === null || bytes.length === 0 ? [400] : []), ...(tooLong ? [413] : [])], { columns });
  expect(/^application\/x-ndjson(;|$)/.test(answer.headers["content-type"] ?? ""), () => `a stream of type ${answer.headers["content-type"]}`);
  const out = textOf(answer.body);
  expect(out !== null && (out === "" || out.endsWith("\n")), "the stream does not end in a line's end");
  const answers = out.split("\n").slice(0, -1).map((line) => parsed(Buffer.from(line)));
  if (text === null || tooLong) {
    const last = answers.pop();
    expect([400, 413].includes(last?.status) && typeof last.code === "string", () => `the last line of a broken stream is ${short(last)}`);
    if (text === null) return;
  }
  expect(tooLong ? answers.length <= lines.length : answers.length === lines.length, () => `${answers.length} answers for ${lines.length} lines`);
  answers.forEach((one, i) => {
    const found = valueOf(lines[i]);
    checkRow(one, found === null ? { wrong: [null], segment: null } : oracle.row(found.value), i, { verb: "predict", oracle, isList: true });
  });
}

import type { CategoricalDifference, Difference, NumericDifference } from "../report/insights";
import { columnWords, isNo, isYesNo, valueWords, WORDS, type NameWords } from "./words";

/** From these effects on a difference is worth a word, and a strong one. */
const WORTH = 0.4, VERY = 1.5;
/** A value belongs into a name where most have it, or nearly nobody. */
const MOST = 0.5, HARDLY_ANY = 0.05, USUAL = 0.2;
/** Two columns that set a segment apart by the same amount to this precision say the same, as No of one and "No service" of another. */
const SAME = 1e-9;
/** Words of a name at first, and at most, to tell two segments apart. */
const FIRST = 2, LONGEST = 4;

/** One thing to say of a segment: a level of a column, or a value. */
interface Descriptor {
  readonly column: string;
  /** The level in front of the column; empty where the subject says all. */
  readonly level: string;
  readonly subject: string;
}

/** What is known of the columns, beside the differences. */
export interface NameContext {
  /** The values of each text or boolean column. */
  readonly values: ReadonlyMap<string, readonly string[]>;
  /** Columns of whole numbers from 0: their median 0 means "none". */
  readonly counts: ReadonlySet<string>;
}

/**
 * A name for each segment from what sets it apart, such as `High income and spending` or `Facebook, low age`: the two largest
 * differences, more where two segments would be called the same, a number at last. The same differences give the same names.
 */
export function namesOf(differences: readonly (readonly Difference[])[], context: NameContext, words: NameWords = WORDS): string[] {
  const descriptors = differences.map((own) => descriptorsOf(own, context, words)), lengths = descriptors.map(() => FIRST);
  for (let length = FIRST; length < LONGEST; length++) {
    const names = descriptors.map((own, s) => nameOf(own.slice(0, lengths[s]), words));
    names.forEach((name, s) => {
      if (names.some((other, t) => t !== s && other === name)) lengths[s] = length + 1;
    });
  }
  return numbered(descriptors.map((own, s) => nameOf(own.slice(0, lengths[s]), words)));
}

/** The same name twice becomes `name 1` and `name 2`, whatever the others are called. */
function numbered(names: readonly string[]): string[] {
  const taken = new Set(names), repeated = new Set(names.filter((name, s) => names.indexOf(name) !== s)), next = new Map<string, number>();
  return names.map((name) => {
    if (!repeated.has(name)) return name;
    let at = (next.get(name) ?? 0) + 1;
    while (taken.has(`${name} ${at}`)) at++;
    next.set(name, at);
    taken.add(`${name} ${at}`);
    return `${name} ${at}`;
  });
}

function descriptorsOf(differences: readonly Difference[], context: NameContext, words: NameWords): Descriptor[] {
  const found: Descriptor[] = [], said: number[] = [];
  for (const difference of differences) {
    if (Math.abs(difference.effect) < WORTH || found.some(({ column }) => column === difference.column) || said.some((effect) => Math.abs(effect - difference.effect) < SAME)) continue;
    const descriptor = difference.kind === "numeric" ? ofNumber(difference, context, words) : ofValue(difference, context, words);
    if (descriptor && !found.some(({ level, subject }) => level === descriptor.level && subject === descriptor.subject)) {
      found.push(descriptor);
      said.push(difference.effect);
    }
  }
  return found;
}

function ofNumber({ column, effect, median, overallMedian }: NumericDifference, { counts }: NameContext, words: NameWords): Descriptor {
  const subject = columnWords(column, words);
  if (counts.has(column) && median === 0 && overallMedian > 0) return { column, level: words.no, subject };
  if (effect > 0) return { column, level: effect >= VERY ? words.veryHigh : words.high, subject };
  return { column, level: effect <= -VERY ? words.veryLow : words.low, subject };
}

/** Most of them have the value, or hardly any of them where it is usual. */
function ofValue({ column, value, ratio, overallRatio }: CategoricalDifference, { values }: NameContext, words: NameWords): Descriptor | null {
  const all = values.get(column) ?? [], yesNo = isYesNo(all);
  if (ratio >= MOST && ratio > overallRatio) return { column, level: "", subject: valueWords(column, value, yesNo, words) };
  if (all.length > 2 && ratio <= HARDLY_ANY && overallRatio >= USUAL) return isNo(value) ? { column, level: "", subject: columnWords(column, words) } : { column, level: words.not, subject: valueWords(column, value, false, words) };
  return null;
}

/** Columns of which the same is said stand together: `high income and spending`. */
function nameOf(descriptors: readonly Descriptor[], words: NameWords): string {
  const levels = [...new Set(descriptors.map(({ level }) => level))];
  const phrases = levels.flatMap((level) => {
    const subjects = descriptors.filter((one) => one.level === level).map(({ subject }) => subject);
    return level === "" || level === words.no || level === words.not ? subjects.map((subject) => `${level} ${subject}`.trim()) : [`${level} ${listed(subjects, words.and)}`];
  });
  const name = phrases.join(", ") || words.average;
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** `a`, `a and b`, `a, b and c`. */
function listed(subjects: readonly string[], and: string): string {
  const last = subjects.at(-1)!;
  return subjects.length === 1 ? last : `${subjects.slice(0, -1).join(", ")} ${and} ${last}`;
}

// Customers as texts of JSON: right ones, and wrong ones of every kind.

/** Texts that programs stumble over. */
const TEXTS = [
  "", " ", "NaN", "null", "undefined", "0", "-1", "1e3", "true", "Infinity", "__proto__", "constructor", "toString", "hasOwnProperty", "(missing)", "(other)", "a,b", 'say "hi"', "back\\slash", "tab\there",
  "line\nbreak", "\r\n", "\u0000", "\u0001\u001f\u007f", "\u2028\u2029", "\ufeff", "\u202eright to left", "é", "e\u0301", "日本語", "🛍️", "👩‍👩‍👧‍👦", "ﷺ", "ß", "İ", "\ud83d", "\udc00x", "<script>alert(1)</script>",
  "'; DROP TABLE customers; --", "${7*7}", "../../etc/passwd", "%00", "2024-06-30",
];
const NUMBERS = ["0", "-0", "1", "-1", "24", "0.1", "1e2", "1E+2", "1e-400", "5e-324", "2.2250738585072011e-308", "1e15", "9007199254740993", "123456789012345678901234567890", "1e22", "1e100", "-1e100", "0.30000000000000004", "3.0", "-12.50"];
const DATES = ["2024-06-30", "2024-06-30T08:26:00Z", "1970-01-01", "2024-02-29", "0001-01-01", "9999-12-31", "2024-06-30T08:26:00+02:00", "2024-06-30T23:59:59.999Z"];
const NOT_DATES = ['"yesterday"', '"2024-13-45"', '"30.6.2024"', '"NaN"', '"Invalid Date"', '"0"'];
/** What is no value of any column. */
const STRUCTURES = ["[]", "{}", "[1]", "[null]", '{"a":1}', '{"toString":1}', '{"__proto__":null}', "[[[[[[[[]]]]]]]]", '{"$date":0}', '{"length":1}', '{"valueOf":"x"}'];
/** What is no JSON. */
const NO_JSON = ["NaN", "Infinity", "-Infinity", "undefined", "01", "+1", ".5", "1.", "1e", "0x10", "1_000", "'text'", "`text`", "tru", "True", "None", "1n", "// no\n1", "/* no */ 1", '"\\x41"', '"\\u12"', '"open', '"\n"', "--1", "1 2", ""];
const KEYS = ["__proto__", "constructor", "toString", "hasOwnProperty", "valueOf", "length", "id", "USER_ID", "segment", "", " ", "AGE ", "age", "\u0000", "🛍️", "a/b", "a~b", "0", "-1"];

export const quoted = (text) => JSON.stringify(text);

/** A text of JSON for a text, written as JSON allows it. */
function written(choices, text) {
  return choices.chance(0.1) ? `"${Array.from({ length: text.length }, (_, i) => `\\u${text.charCodeAt(i).toString(16).padStart(4, "0")}`).join("")}"` : quoted(text);
}

/** A value that a column takes by its type. */
export function rightValue(choices, { type, categories, nullable }) {
  if (nullable && choices.chance(0.08)) return "null";
  if (type === "number") return choices.chance(0.6) ? String(choices.from(0, 90)) : choices.chance(0.5) ? String(choices.random() * 100) : choices.one(NUMBERS);
  if (type === "boolean") return choices.one(["true", "false"]);
  if (type === "date") return quoted(choices.one(DATES));
  if (categories?.length && choices.chance(0.7)) return written(choices, choices.one(categories));
  return choices.chance(0.02) ? quoted(choices.one(["x", "é", "🛍️", "\\"]).repeat(choices.one([100, 1000, 20_000]))) : written(choices, choices.one(TEXTS));
}

/** A value of JSON that a column may or may not take. */
export function anyValue(choices, column) {
  const kind = choices.weighted({ structure: 3, number: 2, text: 2, word: 2, far: 2, date: 1, right: 1 });
  if (kind === "structure") return choices.one(STRUCTURES);
  if (kind === "number") return choices.one(NUMBERS);
  if (kind === "text") return quoted(choices.one(TEXTS));
  if (kind === "word") return choices.one(["true", "false", "null"]);
  if (kind === "far") return choices.one(["1e101", "-1e101", "1e308", "-1.7976931348623157e308", "1e309", "1e999", "-1e999", "1e400", "9".repeat(400)]);
  if (kind === "date") return choices.one(NOT_DATES);
  return rightValue(choices, column);
}

/** The fields of a customer whom the model takes, as texts of JSON by their keys. */
export const rightFields = (choices, columns) => columns.map((column) => [quoted(column.name), rightValue(choices, column)]);

export const objectOf = (fields, space = "") => `{${fields.map(([key, value]) => `${space}${key}${space}:${space}${value}`).join(",")}${space}}`;

/** A customer with something about it, mostly wrong. */
export function oddCustomer(choices, columns) {
  const fields = rightFields(choices, columns), at = choices.below(fields.length);
  switch (choices.weighted({ value: 6, several: 2, missing: 3, extra: 3, double: 2, key: 1, shape: 2, prototype: 1, escaped: 1, empty: 1, space: 1, large: 0.3, deep: 0.2 })) {
    case "value": fields[at][1] = anyValue(choices, columns[at]); break;
    case "several": for (let i = 0; i < fields.length; i++) if (choices.chance(0.5)) fields[i][1] = anyValue(choices, columns[i]); break;
    case "missing": fields.splice(at, choices.from(1, fields.length)); break;
    case "extra": for (let i = choices.from(1, 5); i > 0; i--) fields.splice(choices.below(fields.length + 1), 0, [quoted(choices.one(KEYS)), anyValue(choices, columns[at])]); break;
    case "double": fields.splice(choices.below(fields.length + 1), 0, [quoted(columns[at].name), anyValue(choices, columns[at])]); break;
    case "key": fields[at][0] = quoted(choices.one(KEYS)); break;
    case "shape": return choices.one(["null", "true", "0", "-0", '""', '"customer"', "[]", "[[]]", "{}", `[${objectOf(fields)}]`, '{"__proto__":{}}', "1e999"]);
    case "prototype": return `{"__proto__":${objectOf(fields)}}`;
    case "escaped": fields[at][0] = written({ ...choices, chance: () => true }, columns[at].name); break;
    case "empty": return "{}";
    case "space": return objectOf(choices.shuffled(fields), choices.one([" ", "\n", "\t", "\r\n  "]));
    case "large": fields.push([quoted("note"), quoted(choices.one(["x", "[{,", '\\"', "é"]).repeat(choices.one([40_000, 70_000, 140_000])))]); break;
    case "deep": fields[at][1] = deep(choices, choices.one([1000, 20_000, 100_000])); break;
  }
  return objectOf(choices.chance(0.3) ? choices.shuffled(fields) : fields);
}

/** So many brackets within each other, closed or not. */
export function deep(choices, depth) {
  const [open, close] = choices.one([["[", "]"], ['{"a":', "}"], ["[[", "]]"]]);
  return choices.chance(0.5) ? open.repeat(depth) + (open.startsWith("{") ? "1" : "") + close.repeat(depth) : open.repeat(depth);
}

/** What is no JSON, made of what is. */
export function broken(choices, text, columns) {
  const fields = rightFields(choices, columns);
  switch (choices.weighted({ token: 4, cut: 4, drop: 3, double: 2, tail: 3, swap: 2, comma: 2 })) {
    case "token": fields[choices.below(fields.length)][1] = choices.one(NO_JSON); return choices.chance(0.5) ? objectOf(fields) : `[${text},${objectOf(fields)}]`;
    case "cut": return text.slice(0, choices.below(text.length));
    case "drop": { const i = choices.below(text.length); return text.slice(0, i) + text.slice(i + 1); }
    case "double": { const i = choices.below(text.length); return text.slice(0, i) + text[i] + text.slice(i); }
    case "tail": return text + choices.one(["]", "}", ",", text, " x", "\u0000", "[]", "null", "\n{}", "\ufeff"]);
    case "swap": return text.replace(choices.one(["{", "}", "[", "]", '"', ":", ","]), () => choices.one(["{", "}", "[", "]", '"', ":", ",", "'", ";"]));
    case "comma": return choices.one([`[${text},]`, `[,${text}]`, `[${text},,${text}]`, `[${text} ${text}]`, `[${text}}`, `{${text}]`, `[${text}]]`, `[[${text}]`, ","]);
  }
}

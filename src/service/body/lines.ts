import { Problem } from "../problem";

/** The lines of a text that comes in parts; blank ones too, without their ends. Memory of one part and one line. */
export async function* linesOf(texts: AsyncIterable<string>, mostLength: number): AsyncGenerator<readonly string[]> {
  let rest = "";
  for await (const part of texts) {
    // What is left of before is not looked through again: a long line may come in parts of a byte.
    const lines = part.split("\n");
    lines[0] = rest + lines[0]!;
    if (lines.some(({ length }) => length > mostLength)) throw new Problem(413, "ROW_TOO_LARGE", `a line must be of at most ${mostLength} characters`);
    rest = lines.pop()!;
    if (lines.length > 0) yield lines;
  }
  if (rest !== "") yield [rest];
}

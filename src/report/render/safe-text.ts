/** Control characters in the data, also those that turn the direction of text, must not reach the terminal. */
export function plain(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, " ");
}

/** A line of at most so many characters; a longer one ends in "...". */
export function cut(line: string, width: number): string {
  const text = plain(line);
  return text.length > width ? `${text.slice(0, Math.max(0, width - 3))}...` : text;
}

/** Text as it stands in a cell of a Markdown table: no pipe ends the cell, no line break the row, no tag is live, no address on GitHub becomes a link. */
export function escape(text: string): string {
  return plain(text).replace(/[\\|`*_~[\]]/g, "\\$&").replace(/:\/\//g, ":\\//").replace(/www\./gi, (www) => `${www.slice(0, 3)}\\.`).replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/\s+/g, " ");
}

/** A text in lines of at most so many characters, broken between words; a longer word stays whole. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of plain(text).split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

import { decodeText } from "./decode-text";
import { gunzip } from "./gunzip";
import type { CsvSettings } from "./options";
import { inPieces } from "./pieces";
import { chunksOf, type CsvSource } from "./source";

/** The text of a source in pieces. */
export function piecesOf({ who, signal }: CsvSettings, source: CsvSource, onMark?: () => void): AsyncGenerator<string> {
  return inPieces(decodeText(who, gunzip(who, chunksOf(who, source, signal))), onMark);
}

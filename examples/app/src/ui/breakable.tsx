import type { JSX } from "preact";

/** A text with names of columns, which may break between their words: HOME_CITY, homeCity. */
export function Breakable({ text }: { readonly text: string }): JSX.Element {
  return <>{text.split(/(?<=[_./])(?=\p{L})|(?<=\p{Ll})(?=\p{Lu})/u).map((part, i) => <>{i > 0 && <wbr />}{part}</>)}</>;
}

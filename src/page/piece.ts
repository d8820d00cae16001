/** The value of an attribute; false and undefined leave it out, true gives it no value. */
export type Attribute = string | number | boolean | undefined;

/** An element of the page before it becomes text, in Node, or DOM, in a browser. */
export interface Piece {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, Attribute>>;
  readonly children: readonly (Piece | string)[];
}

/** What may stand among the children of an element; null and false leave nothing. */
export type Child = Piece | string | number | null | undefined | false | readonly Child[];

/** An element. Its attributes' names are ours; values and children may be anyone's. */
export function h(tag: string, attributes: Readonly<Record<string, Attribute>> = {}, ...children: Child[]): Piece {
  return { tag, attributes, children: flat(children) };
}

function flat(children: readonly Child[]): (Piece | string)[] {
  return children.flatMap((child) => {
    if (child === null || child === undefined || child === false) return [];
    if (typeof child === "number") return [String(child)];
    return Array.isArray(child) ? flat(child as readonly Child[]) : [child as Piece | string];
  });
}

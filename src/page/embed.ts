/** A value as JSON that may stand within `<script type="application/json">`, whatever texts it holds. */
export function embed(value: unknown): string {
  return JSON.stringify(value).replace(/[<\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

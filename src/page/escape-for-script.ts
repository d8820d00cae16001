/** JSON that may stand within a script element, whatever texts it holds: no `<` begins a tag or a comment. */
export function escapeForScript(json: string): string {
  return json.replace(/[<\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

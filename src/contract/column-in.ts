/** The column that a rule is about; null where it is about none. */
export function columnIn(rule: string): string | null {
  const name = /\bcolumn ("(?:[^"\\]|\\.)*")/.exec(rule)?.[1];
  // Long names are cut short in messages.
  return name === undefined || name.endsWith('..."') ? null : (JSON.parse(name) as string);
}

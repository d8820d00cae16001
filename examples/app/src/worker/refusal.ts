import type { Refusal } from "./protocol";

/** What this app refuses by itself. */
export class AppRefusal extends Error {
  readonly refusal: Refusal;

  constructor(code: string, rule: string, found: string, remedy = "") {
    super(`the app takes ${rule}, got ${found}`);
    this.refusal = { code, message: this.message, rule, found, remedy };
  }
}

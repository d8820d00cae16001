import type { JSX } from "preact";

/** What is kept safe. */
export function Shield(): JSX.Element {
  return <svg class="shield" viewBox="0 0 16 16" aria-hidden="true"><path d="M8 1.5l5 2v4c0 3.4-2.1 5.9-5 7-2.9-1.1-5-3.6-5-7v-4z" /><path d="M5.6 8l1.8 1.8 3.2-3.6" /></svg>;
}

export function Moon(): JSX.Element {
  return <svg class="icon-in" viewBox="0 0 16 16" aria-hidden="true"><path d="M13.2 9.6A5.6 5.6 0 0 1 6.4 2.8a5.6 5.6 0 1 0 6.8 6.8z" /></svg>;
}

export function Sun(): JSX.Element {
  return <svg class="icon-in" viewBox="0 0 16 16" aria-hidden="true"><circle cx="8" cy="8" r="2.8" /><path d="M8 1.2v1.6M8 13.2v1.6M1.2 8h1.6M13.2 8h1.6M3.2 3.2l1.1 1.1M11.7 11.7l1.1 1.1M3.2 12.8l1.1-1.1M11.7 4.3l1.1-1.1" /></svg>;
}

import { segment, Table, type SegmentationModel } from "../../src";
import { findSegments } from "../../src/insights";
import { createService, type Service, type ServiceOptions } from "../../src/service";

/** Customers with a number, text, a yes or no, a date, a gap; two groups. */
export function customers(n = 80): Record<string, unknown>[] {
  return Array.from({ length: n }, (_, i) => {
    const isOld = i % 2 === 1;
    return {
      ID: `c${i}`, AGE: i === 4 ? null : (isOld ? 60 : 20) + ((i * 7) % 9), CITY: ["Oslo", "Rome", "Lima"][(i * 5) % 3], MEMBER: (i * 3) % 4 === 0,
      SINCE: new Date(Date.UTC(2024, 0, 1 + ((i * 11) % 300))), SPENT: Math.round((isOld ? 900 : 100) * (1 + ((i * 13) % 10) / 10)),
    };
  });
}

/** A customer as JSON has it. */
export const ADA = { AGE: 24, CITY: "Rome", MEMBER: true, SINCE: "2024-05-01", SPENT: 130 };
export const BOB = { AGE: 66, CITY: "Oslo", MEMBER: false, SINCE: "2024-03-09T10:00:00Z", SPENT: 1500 };

let usual: SegmentationModel | undefined, strict: SegmentationModel | undefined;

/** Fills gaps and takes new categories; with insights. */
export const usualModel = (): SegmentationModel => (usual ??= findSegments(customers(), { k: 2, seed: 1 }).model);

/** Refuses gaps and new categories. */
export const strictModel = (): SegmentationModel => (strict ??= segment(Table.fromRecords(customers().map(({ AGE, CITY, SPENT }) => ({ AGE: AGE ?? 40, CITY, SPENT }))), { k: 2, recipe: "guide", seed: 1 }).model);

export const serviceOf = (options: Partial<ServiceOptions> = {}): Promise<Service> => createService({ models: { shop: { model: usualModel(), version: "v1" } }, ...options });

/** What a service answered. */
export interface Asked {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly body: any;
}

export const JSON_TYPE = { "content-type": "application/json" };

/** Asks a service; a body that is neither text nor bytes goes as JSON. */
export async function ask({ handler }: Service, path: string, body?: unknown, init: RequestInit = {}): Promise<Asked> {
  const isRaw = typeof body === "string" || body instanceof Uint8Array || body instanceof ReadableStream;
  const posted = body === undefined ? {} : { method: "POST", headers: JSON_TYPE, body: isRaw ? (body as BodyInit) : JSON.stringify(body), duplex: "half" };
  const response = await handler(new Request(`http://localhost${path}`, { ...posted, ...init })), text = await response.text();
  return { status: response.status, headers: response.headers, text, body: /json/.test(response.headers.get("content-type") ?? "") && !text.includes("\n") ? JSON.parse(text || "null") : undefined };
}

/** A body that comes in the given parts, with a pause before each. */
export function slowly(parts: readonly (string | Uint8Array)[], pauseMs = 0): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let at = 0;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs));
      const part = parts[at++];
      if (part === undefined) controller.close();
      else controller.enqueue(typeof part === "string" ? encoder.encode(part) : part);
    },
  }, { highWaterMark: 0 });
}

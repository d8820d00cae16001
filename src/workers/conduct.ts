import { Lists } from "./copy/lists";
import { Memory } from "./copy/memory";
import { pack, packWeights } from "./copy/pack";
import type { Copying } from "./copy/packed";
import { Turns } from "./copy/turns";
import type { AsyncFitOptions } from "./options";
import { Session } from "./session";
import type { Channel } from "./threads/channel";
import { unpackError } from "./threads/errors";
import type { Answer, FromWorker, Job, Work } from "./threads/messages";
import type { Platform } from "./threads/platform";

/** A work with the data that it is done on. */
export interface Order {
  readonly who: string;
  readonly work: Work;
  readonly input: unknown;
  readonly options: AsyncFitOptions;
}

/** What a worker answered, and how to ask it for more. */
export interface Conducted extends Answer {
  readonly turns: Turns;
  /** The next of the ids that the work found; none when all have come. */
  moreIds(): Promise<readonly (string | number)[]>;
}

type Finish<T> = (conducted: Conducted) => T | Promise<T>;

/**
 * Has a worker do a work, then does what comes after it on this thread; ends the worker, however it goes. The data is copied
 * in turns while the worker starts, and compared with the copy once more before the work begins.
 */
export async function conduct<T>(platform: Platform, order: Order, finish: Finish<T>): Promise<T> {
  const { who, options: { signal, workers = 1, createWorker = platform.createWorker } } = order, canShare = platform.canShare();
  signal?.throwIfAborted();
  const session = new Session({ who, signal, createWorker, pause: platform.pause, helpers: canShare ? workers - 1 : 0 });
  try {
    const turns = new Turns(platform.pause, () => session.check());
    return await Promise.race([session.failed, proceed(session, turns, order, canShare, finish)]);
  } finally {
    session.end();
  }
}

async function proceed<T>(session: Session, turns: Turns, order: Order, canShare: boolean, finish: Finish<T>): Promise<T> {
  const { channel, reply } = converse(session, order.options.onProgress);
  // To start a worker has taken its time.
  await turns.next();
  const memory = new Memory(order.who, canShare);
  const lists = new Lists(turns, (list, slice) => channel.post({ type: "slice", list, slice }));
  const data = await copyAll({ who: order.who, turns, memory, lists }, order);
  const reportsProgress = order.options.onProgress !== undefined, hasHelpers = canShare && (order.options.workers ?? 1) > 1;
  channel.post({ type: "job", job: { work: order.work, ...data, reportsProgress, hasHelpers } }, memory.transfer);
  const answer = await reply("answer");
  session.check();
  const moreIds = async (): Promise<readonly (string | number)[]> => {
    channel.post({ type: "more" });
    return (await reply("ids")).ids;
  };
  return finish({ ...answer.answer, turns, moreIds });
}

/** Copies input and weights, then makes sure that neither was changed before both were copied. */
async function copyAll(copying: Copying, { input, options: { weights } }: Order): Promise<Pick<Job, "input" | "weights">> {
  const copy = await pack(copying, input), weightsCopy = weights === undefined ? undefined : await packWeights(copying, weights);
  await copying.turns.next();
  await copy.verify();
  await weightsCopy?.verify();
  return { input: copy.packed, weights: weightsCopy?.packed };
}

type Replies = Extract<FromWorker, { type: "answer" | "ids" }>;
type Reply = <K extends Replies["type"]>(type: K) => Promise<Extract<Replies, { type: K }>>;

/** Starts a worker, and a way to wait for its replies. One that fails fails the session. */
function converse(session: Session, onProgress: AsyncFitOptions["onProgress"]): { channel: Channel; reply: Reply } {
  let resolve: (message: never) => void = () => undefined;
  const channel = session.start((message) => {
    switch (message.type) {
      case "ready": return undefined;
      case "progress": return onProgress?.(message.progress);
      case "batch": return void session.help(message.batch).catch((error: unknown) => session.fail(error));
      case "failed": return session.fail(unpackError(message.error));
      case "answer":
      case "ids": return resolve(message as never);
    }
  });
  return { channel, reply: () => new Promise((resolved) => (resolve = resolved)) };
}

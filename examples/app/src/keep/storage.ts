const NAME = "segmentry-app", VERSION = 2;
/** A browser that does not answer by then keeps nothing. */
const WITHIN_MS = 5000;
const STORES = ["session", "fits", "file"] as const;

/** What is kept of a project, each under the project's id: all but the file and the fits, the fits, the file. */
export type Store = (typeof STORES)[number];
export type Values = Partial<Readonly<Record<Store, unknown>>>;

let connection: IDBDatabase | null = null, opening: Promise<IDBDatabase> | null = null;

/** The browser has no database for this page. */
export class NoDatabase extends Error {}

function open(): Promise<IDBDatabase> {
  return (opening ??= new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(NAME, VERSION), timer = setTimeout(() => reject(new Error("it does not answer")), WITHIN_MS);
    request.onupgradeneeded = () => {
      for (const store of [...request.result.objectStoreNames]) request.result.deleteObjectStore(store);
      for (const store of STORES) request.result.createObjectStore(store);
    };
    request.onsuccess = () => {
      clearTimeout(timer);
      connection = request.result;
      connection.onversionchange = connection.onclose = close;
      resolve(connection);
    };
    request.onerror = () => reject(request.error ?? new Error("the browser keeps nothing"));
  }).catch((error: unknown) => {
    opening = null;
    throw new NoDatabase(String(error));
  }));
}

/** How often the database was closed by the browser, which then may have deleted it. */
export let closings = 0;

function close(): void {
  connection?.close();
  connection = opening = null;
  closings++;
}

/** Work on some stores, all of it or none where it fails; begun at once where the database is open: a page that is being closed waits for nothing. */
async function within<T>(mode: IDBTransactionMode, stores: readonly Store[], work: (transaction: IDBTransaction) => T): Promise<T> {
  const opened = connection ?? await open();
  const transaction = opened.transaction(stores, mode), ended = new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = transaction.onerror = () => reject(transaction.error ?? new Error("the browser could not keep it"));
  });
  try {
    const result = work(transaction);
    await ended;
    return result;
  } catch (error) {
    abort(transaction);
    await ended.catch(() => undefined);
    throw error;
  }
}

/** Work that nobody waits for longer than that: another tab may hold the stores. */
function inTime<T>(...work: Parameters<typeof within<T>>): Promise<T> {
  return Promise.race([within(...work), new Promise<never>((_, reject) => setTimeout(() => reject(new Error("the browser does not answer")), WITHIN_MS))]);
}

/** Nothing of it stays, where it has not ended by itself. */
function abort(transaction: IDBTransaction): void {
  try {
    transaction.abort();
  } catch {
    // It has ended.
  }
}

const putAll = (transaction: IDBTransaction, id: string, values: Values): void => Object.entries(values).forEach(([store, value]) => transaction.objectStore(store).put(value, id));

/** Keeps values together; they stay also where the page is closed as soon as this was called. */
export const put = (id: string, values: Values): Promise<void> => within("readwrite", Object.keys(values) as Store[], (transaction) => {
  putAll(transaction, id, values);
  transaction.commit();
});

/** Keeps values together, chosen by the session that is kept of the project; whether there were any. */
export async function putChosen(id: string, chosen: (session: unknown) => Values | null): Promise<boolean> {
  let isKept = false;
  await within("readwrite", STORES, (transaction) => {
    const kept = transaction.objectStore("session").get(id);
    kept.onsuccess = () => {
      const values = chosen(kept.result);
      if (values) putAll(transaction, id, values);
      isKept = values !== null;
    };
  });
  return isKept;
}

/** All of a project, as of one moment. */
export async function get(id: string): Promise<Values> {
  const requests = await inTime("readonly", STORES, (transaction) => STORES.map((store) => [store, transaction.objectStore(store).get(id)] as const));
  return Object.fromEntries(requests.map(([store, request]) => [store, request.result as unknown]));
}

/** The sessions of all projects by their ids: null of one without its file. */
export async function sessions(): Promise<ReadonlyMap<string, unknown>> {
  const [ids, values, files] = await inTime("readonly", ["session", "file"], (transaction) => [transaction.objectStore("session").getAllKeys(), transaction.objectStore("session").getAll(), transaction.objectStore("file").getAllKeys()] as const);
  return new Map(ids.result.map((id, i) => [String(id), files.result.includes(id) ? (values.result[i] as unknown) : null]));
}

export const remove = (id: string): Promise<void> => within("readwrite", STORES, (transaction) => STORES.forEach((store) => transaction.objectStore(store).delete(id)));

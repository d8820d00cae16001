const NAME = "segmentry-app", STORE = "kept";

/** Everything is kept in this browser alone, under these keys. */
export type Key = "file" | "session" | "fits";

function database(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("the browser keeps nothing"));
  });
}

async function within<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => T): Promise<T> {
  const opened = await database();
  try {
    return await new Promise<T>((resolve, reject) => {
      const transaction = opened.transaction(STORE, mode), result = work(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(result);
      transaction.onabort = transaction.onerror = () => reject(transaction.error ?? new Error("the browser could not keep it"));
    });
  } finally {
    opened.close();
  }
}

/** Keeps values together, chosen by the file that is kept: all of them, or none where the page is closed meanwhile. */
export async function keep(chosen: (file: unknown) => Partial<Record<Key, unknown>>): Promise<void> {
  await within("readwrite", (store) => {
    const file = store.get("file" satisfies Key);
    file.onsuccess = () => Object.entries(chosen(file.result)).forEach(([key, value]) => store.put(value, key));
  });
}

/** What was kept, all as of one moment. */
export async function kept(): Promise<Partial<Record<Key, unknown>>> {
  const requests = await within("readonly", (store) => (["file", "session", "fits"] as const).map((key) => [key, store.get(key)] as const));
  return Object.fromEntries(requests.map(([key, request]) => [key, request.result as unknown]));
}

export async function forget(): Promise<void> {
  await within("readwrite", (store) => void store.clear());
}

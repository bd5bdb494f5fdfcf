// What a page must not lose, by id: in the database of the browser, or in memory where a frame of an LMS has none.
// Files may lie on it too.
export interface Shelf<T extends { readonly id: string }> {
  /** Whether it outlives the page. */
  readonly lasting: boolean;
  all(): Promise<T[]>;
  put(item: T): Promise<void>;
  remove(id: string): Promise<void>;
}

export function memoryShelf<T extends { readonly id: string }>(): Shelf<T> {
  const items = new Map<string, T>();
  return {
    lasting: false,
    all: () => Promise.resolve([...items.values()]),
    put: (item) => {
      items.set(item.id, item);
      return Promise.resolve();
    },
    remove: (id) => {
      items.delete(id);
      return Promise.resolve();
    },
  };
}

function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("The device keeps nothing"));
  });
}

const rows = "items";

/** Opens a shelf by its name. Never fails: without a database it keeps things as long as the page lives. */
export async function openShelf<T extends { readonly id: string }>(name: string): Promise<Shelf<T>> {
  try {
    const opening = indexedDB.open(`driehoek.${name}`, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(rows, { keyPath: "id" });
    const database = await answerOf(opening);
    const on = (mode: IDBTransactionMode) => database.transaction(rows, mode).objectStore(rows);
    return {
      lasting: true,
      // Only this shelf writes there.
      all: () => answerOf(on("readonly").getAll() as IDBRequest<T[]>),
      put: async (item) => void await answerOf(on("readwrite").put(item)),
      remove: (id) => answerOf(on("readwrite").delete(id)),
    };
  } catch {
    return memoryShelf();
  }
}

// What somebody is typing, kept on the device until it is sent: a closed page or a lost network takes no word.
import { useEffect, useState } from "preact/hooks";

const prefix = "driehoek.draft.";

/** Frames of other sites may have no storage at all; then a draft lives as long as the page. */
function storage(): Storage | undefined {
  try {
    return window.localStorage;
  } catch {
    return undefined;
  }
}

/** What was kept, when it still has the parts that this page knows, each of the same type. */
export function readDraft<T extends Readonly<Record<string, string | number | boolean>>>(text: string | null, blank: T): T {
  try {
    const value: unknown = JSON.parse(text ?? "null");
    if (typeof value !== "object" || value === null) return blank;
    const kept = Object.entries(blank).map(([key, plain]) => {
      const found: unknown = Reflect.get(value, key);
      return [key, typeof found === typeof plain ? found : plain];
    });
    return Object.fromEntries(kept) as T;
  } catch {
    return blank;
  }
}

function write(key: string, text: string | undefined): void {
  try {
    if (text === undefined) storage()?.removeItem(prefix + key);
    else storage()?.setItem(prefix + key, text);
  } catch {
    // A full or closed storage: the draft lives as long as the page.
  }
}

function read(key: string): string | null {
  try {
    return storage()?.getItem(prefix + key) ?? null;
  } catch {
    return null;
  }
}

export interface DraftOf<T> {
  readonly draft: T;
  change(part: Partial<T>): void;
  /** After sending: nothing is kept, and the fields are blank again. */
  clear(): void;
  /** After sending what stays on screen: nothing is kept. */
  forget(): void;
}

/** `key` names whose draft it is and of what, such as `${owner} signal ${placement}`; `blank` is read once. */
export function useDraft<T extends Readonly<Record<string, string | number | boolean>>>(key: string, blank: T): DraftOf<T> {
  const [draft, setDraft] = useState<T>(() => readDraft(read(key), blank));
  const [first] = useState(blank);
  useEffect(() => {
    const text = JSON.stringify(draft);
    write(key, text === JSON.stringify(first) ? undefined : text);
  }, [key, draft]);
  return {
    draft,
    change: (part) => setDraft((old) => ({ ...old, ...part })),
    clear: () => {
      write(key, undefined);
      setDraft(first);
    },
    forget: () => write(key, undefined),
  };
}

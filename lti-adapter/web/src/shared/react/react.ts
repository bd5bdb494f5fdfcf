// "react" for the query cache, which is written for it: the few functions that it uses, on Preact. The whole compatibility layer of
// Preact would be 2 kB more on every first page.
import { useEffect, useLayoutEffect, useState } from "preact/hooks";

export { createContext } from "preact";
export { useCallback, useContext, useEffect, useMemo, useRef, useState } from "preact/hooks";

/** What the query cache shows while a query waits in `useSuspenseQuery`, which no screen uses. */
export const Suspense = undefined;

/** Draws again when the value of a store outside has changed, also when it did so between drawing and subscribing. */
export function useSyncExternalStore<T>(subscribe: (changed: () => void) => () => void, read: () => T): T {
  const value = read();
  const [{ seen }, setSeen] = useState({ seen: { value, read } });
  useLayoutEffect(() => {
    seen.value = value;
    seen.read = read;
    if (!Object.is(seen.value, seen.read())) setSeen({ seen });
  }, [subscribe, value, read]);
  useEffect(() => {
    const look = () => {
      if (!Object.is(seen.value, seen.read())) setSeen({ seen });
    };
    look();
    return subscribe(look);
  }, [subscribe]);
  return value;
}

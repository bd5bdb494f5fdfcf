// An id that no other element of the page has. Preact's own counts anew below a part that was drawn again by itself, so that two
// parts of a page may get the same.
import { useState } from "preact/hooks";

let last = 0;

export function useId(): string {
  const [id] = useState(() => `u${(last += 1)}`);
  return id;
}

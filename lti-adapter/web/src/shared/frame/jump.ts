// A part of a page that an address may lead to: `#/?to=hours` brings it into sight and puts the focus on its heading. The address after
// the # is the place itself, so a plain anchor would leave it.
import { useEffect, useRef } from "preact/hooks";
import { useRoute } from "./router";

/** The ref for the part of this name. */
export function useJump<T extends HTMLElement>(name: string) {
  const part = useRef<T>(null);
  const wanted = useRoute().query.get("to") === name;
  useEffect(() => {
    if (!wanted || part.current === null) return;
    part.current.scrollIntoView({ block: "start" });
    part.current.querySelector<HTMLElement>("h2")?.focus({ preventScroll: true });
  }, [wanted]);
  return part;
}

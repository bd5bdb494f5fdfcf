// Where we are, kept after the # of the address: each step is a history entry of its own, so Back works inside the frame.
import { useEffect, useLayoutEffect, useState } from "preact/hooks";

export interface Route {
  readonly parts: readonly string[];
  readonly query: URLSearchParams;
}

export function parseRoute(hash: string): Route {
  const text = hash.startsWith("#/") ? hash.slice(2) : "";
  const [path = "", query = ""] = text.split("?", 2);
  return { parts: path.split("/").filter((part) => part !== "").map(decodeURIComponent), query: new URLSearchParams(query) };
}

let steps = 0;

export function useRoute(): Route {
  const [hash, setHash] = useState(window.location.hash);
  useEffect(() => {
    const follow = () => {
      if (hash !== window.location.hash) steps += 1;
      setHash(window.location.hash);
    };
    window.addEventListener("hashchange", follow);
    // The address may have changed between drawing and listening.
    setHash(window.location.hash);
    return () => window.removeEventListener("hashchange", follow);
  }, [hash]);
  return parseRoute(hash);
}

export function navigate(hash: string): void {
  window.location.hash = hash;
}

/** Another address for the same step: Back goes to what was before it. */
export function replace(hash: string): void {
  window.history.replaceState(window.history.state, "", hash);
  window.dispatchEvent(new Event("hashchange"));
}

/** Sets the title of the page, and after a step moves the focus to its heading. */
export function usePage(title: string): void {
  useEffect(() => {
    document.title = `${title} · Driehoek`;
  }, [title]);
  // Before the page is painted, so that the focus is never taken from somebody who is already typing.
  useLayoutEffect(() => {
    if (steps === 0) return;
    const heading = document.querySelector<HTMLElement>("main h1");
    if (heading === null) return;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, []);
}

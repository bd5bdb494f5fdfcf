// Talking to the page around us: our height for an LMS that asks for it, and a window of our own.
// Nothing depends on an answer: the page scrolls by itself.

/** Tells the parent our height (lti.frameResize), at most ten times a second. */
export function reportHeight(): void {
  if (window.parent === window) return;
  let last = 0;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const report = () => {
    waiting = undefined;
    const height = document.documentElement.scrollHeight;
    if (Math.abs(height - last) < 8) return;
    last = height;
    // The height is no secret, and the origin of the page around us is not known to the script.
    window.parent.postMessage({ subject: "lti.frameResize", height }, "*");
  };
  new ResizeObserver(() => {
    waiting ??= setTimeout(report, 100);
  }).observe(document.body);
}

const askSubject = "driehoek.session.ask";
const giveSubject = "driehoek.session.give";

function subjectOf(data: unknown): unknown {
  return typeof data === "object" && data !== null ? Reflect.get(data, "subject") : undefined;
}

/**
 * Opens this place in a window of its own. The window has no session; it asks us for ours, and only a window that we
 * opened ourselves, of our own origin, gets it. So the key goes from memory to memory.
 */
export function openWindow(give: () => unknown): void {
  const target = window.open(`${window.location.origin}/app/${window.location.search}${window.location.hash}`, "_blank");
  if (target === null) return;
  const answer = (event: MessageEvent<unknown>) => {
    if (event.source !== target || event.origin !== window.location.origin || subjectOf(event.data) !== askSubject) return;
    window.removeEventListener("message", answer);
    target.postMessage({ subject: giveSubject, session: give() }, window.location.origin);
  };
  window.addEventListener("message", answer);
}

/** In such a window: asks the window that opened us. Undefined when nobody answers. */
export function askOpener(): Promise<unknown> {
  return new Promise((resolve) => {
    const opener: unknown = window.opener;
    if (opener === null || opener === undefined) return resolve(undefined);
    const source = window.opener as Window;
    const done = (value: unknown) => {
      window.removeEventListener("message", hear);
      clearTimeout(late);
      resolve(value);
    };
    const hear = (event: MessageEvent<unknown>) => {
      if (event.source !== source || event.origin !== window.location.origin || subjectOf(event.data) !== giveSubject) return;
      done(typeof event.data === "object" && event.data !== null ? Reflect.get(event.data, "session") : undefined);
    };
    const late = setTimeout(() => done(undefined), 2000);
    window.addEventListener("message", hear);
    source.postMessage({ subject: askSubject }, window.location.origin);
  });
}

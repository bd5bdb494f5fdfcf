// An LMS makes our frame as tall as the page, so the middle of the frame may be far from what is seen. Only the browser knows
// the part that is in sight (IntersectionObserver looks through frames of other origins too).

/** Puts an open dialog into the part of the frame that is seen; leaves it alone where all of it is. */
export function bringIntoSight(dialog: HTMLDialogElement): void {
  if (window.parent === window || typeof IntersectionObserver === "undefined") return;
  const observer = new IntersectionObserver(([entry]) => {
    observer.disconnect();
    const seen = entry?.intersectionRect;
    if (seen === undefined || seen.height === 0 || seen.height >= window.innerHeight - 1) return;
    const edge = Math.min(16, seen.height / 10);
    dialog.style.maxHeight = `${seen.height - 2 * edge}px`;
    dialog.style.bottom = "auto";
    dialog.style.marginBlock = "0";
    dialog.style.top = `${Math.max(0, seen.top) + Math.max(edge, (seen.height - dialog.offsetHeight) / 2)}px`;
  });
  observer.observe(document.documentElement);
}

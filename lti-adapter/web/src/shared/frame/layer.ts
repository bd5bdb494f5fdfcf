// A sheet or dialog has its own history entry: Back closes it first and never leaves the page of the LMS.
import { useCallback, useEffect, useRef } from "preact/hooks";

/** Gives the function that closes the layer, by going back to before it was opened. */
export function useLayer(open: boolean, onClose: () => void): () => void {
  const closing = useRef(onClose);
  closing.current = onClose;
  const pushed = useRef(false);
  const leaving = useRef(false);
  useEffect(() => {
    if (!open) return;
    window.history.pushState({ layer: true }, "");
    pushed.current = true;
    leaving.current = false;
    const back = () => {
      if (!pushed.current) return;
      pushed.current = false;
      closing.current();
    };
    window.addEventListener("popstate", back);
    return () => {
      window.removeEventListener("popstate", back);
      if (pushed.current) {
        pushed.current = false;
        if (!leaving.current) window.history.back();
      }
    };
  }, [open]);
  return useCallback(() => {
    // Twice quickly (Escape and its cancel event) must not go back two steps.
    if (leaving.current) return;
    leaving.current = true;
    if (pushed.current) window.history.back();
    else closing.current();
  }, []);
}

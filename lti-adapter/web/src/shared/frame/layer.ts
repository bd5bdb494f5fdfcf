// A sheet or dialog has its own history entry: Back closes it first and never leaves the page of the LMS.
import { useCallback, useEffect, useRef } from "preact/hooks";

/** Gives the function that closes the layer, by going back to before it was opened. */
export function useLayer(open: boolean, onClose: () => void): () => void {
  const closing = useRef(onClose);
  closing.current = onClose;
  const pushed = useRef(false);
  useEffect(() => {
    if (!open) return;
    window.history.pushState({ layer: true }, "");
    pushed.current = true;
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
        window.history.back();
      }
    };
  }, [open]);
  return useCallback(() => {
    if (pushed.current) window.history.back();
    else closing.current();
  }, []);
}

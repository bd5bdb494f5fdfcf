// What could not be sent for want of a network is sent once there is one, with the same request id, so that it counts once.
import { Code } from "@connectrpc/connect";
import { useEffect } from "preact/hooks";
import { problemOf } from "../../shared/api/errors";
import type { Act } from "../../shared/api/hooks";

const lineCodes = new Set([Code.Unavailable, Code.DeadlineExceeded, Code.Unknown]);
const waitMillis = 10_000;

/** The line broke: the server said nothing, so there is no reason. */
export function isLineLost(error: unknown): boolean {
  if (error === null || error === undefined) return false;
  const { code, reason } = problemOf(error);
  return reason === "" && lineCodes.has(code);
}

/** Runs the act again when the browser says that it is online, and every ten seconds besides. Answers whether it is waiting. */
export function useResend<I>(act: Act<I>, input: I): boolean {
  const waits = isLineLost(act.error);
  useEffect(() => {
    if (!waits || act.busy) return;
    const again = () => act.run(input);
    const timer = setTimeout(again, waitMillis);
    window.addEventListener("online", again);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("online", again);
    };
  }, [waits, act.busy]);
  return waits;
}

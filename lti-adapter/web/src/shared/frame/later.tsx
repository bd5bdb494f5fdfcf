// A part of a page that is loaded when it is first shown, so that the first picture does not wait for it: nor for the asking, since
// naming the files of several parts takes a browser longer than drawing them.
import type { FunctionComponent, VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Trouble } from "../ui/faces";

export function later<P extends object>(load: () => Promise<FunctionComponent<P>>): (props: P) => VNode | null {
  let known: FunctionComponent<P> | undefined;
  return function Later(props: P) {
    const [part, setPart] = useState<{ of: FunctionComponent<P> } | undefined>(known && { of: known });
    const [problem, setProblem] = useState<unknown>();
    const [tries, setTries] = useState(0);
    useEffect(() => {
      if (part !== undefined) return;
      const timer = setTimeout(() => load().then((found) => {
        known = found;
        setPart({ of: found });
      }, setProblem));
      return () => clearTimeout(timer);
    }, [tries]);
    if (part !== undefined) return <part.of {...props} />;
    if (problem === undefined) return null;
    return <Trouble error={problem} retry={() => { setProblem(undefined); setTries(tries + 1); }} />;
  };
}

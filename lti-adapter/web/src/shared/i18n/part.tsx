// A place with words of its own: they are loaded with it, in the language of the moment.
import type { ComponentChildren, FunctionComponent, VNode } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import { Loading, Trouble } from "../ui/faces";
import { useWords, WordsProvider } from "./context";
import { loadParts, type Lang, type Table, type TablePart } from "./table";

/** The screen with these words around it; until they are there its loading face, or what else is given. */
export function withParts<P extends object>(parts: readonly TablePart[], Screen: FunctionComponent<P>, Before: FunctionComponent = Loading): (props: P) => VNode {
  return function WithParts(props: P) {
    const words = useWords();
    const [loaded, setLoaded] = useState<{ lang: Lang; table: Partial<Table> }>();
    const [problem, setProblem] = useState<unknown>();
    const [tries, setTries] = useState(0);
    useEffect(() => {
      let here = true;
      loadParts(words.lang, parts).then((table) => here && setLoaded({ lang: words.lang, table }), (reason: unknown) => here && setProblem(reason));
      return () => {
        here = false;
      };
    }, [words.lang, tries]);
    if (problem !== undefined) return <Trouble error={problem} retry={() => { setProblem(undefined); setTries(tries + 1); }} />;
    // While the other language comes, the page stays as it is: what is being typed must not go.
    if (loaded === undefined) return <Before />;
    return <Within loaded={loaded}><Screen {...props} /></Within>;
  };
}

function Within({ loaded, children }: { loaded: { lang: Lang; table: Partial<Table> }; children: ComponentChildren }) {
  const words = useWords();
  const all = useMemo(() => words.with(loaded.table), [words, loaded]);
  return <WordsProvider words={all}>{children}</WordsProvider>;
}

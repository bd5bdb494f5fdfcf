// The language of the page, passed by context.
import { createContext, type ComponentChildren } from "preact";
import { useContext } from "preact/hooks";
import { dateWords, type DateWords } from "./dates";
import { fill, type Args, type Counted, type Key, type Lang, type Table } from "./table";

export interface Words {
  readonly lang: Lang;
  t<K extends Key>(key: K, ...args: Args<K>): string;
  /** A sentence whose key comes from outside, such as the reason of a refusal; undefined when there is none or an argument lacks. */
  find(key: string, args?: Record<string, string>): string | undefined;
  /** A sentence with a number: `.one` for 1, else `.other`. */
  tn(stem: Counted, n: number, args?: Record<string, string | number>): string;
  readonly dates: DateWords;
  /** The same words and more, for a place that brings its own. */
  with(more: Partial<Table>): Words;
}

export function makeWords(lang: Lang, table: Table, zone: string, now?: () => Date): Words {
  return {
    lang,
    t: (key, ...args) => fill(table[key], args[0]),
    find: (key, args) => {
      const sentence = Object.hasOwn(table, key) ? fill(table[key as Key], args) : "{";
      return sentence.includes("{") ? undefined : sentence;
    },
    tn: (stem, n, args) => fill(table[`${stem}.${n === 1 ? "one" : "other"}` as Key], { n, ...args }),
    dates: dateWords(lang, zone, now),
    with: (more) => makeWords(lang, { ...table, ...more }, zone, now),
  };
}

const WordsContext = createContext<Words | undefined>(undefined);

export function WordsProvider({ words, children }: { words: Words; children: ComponentChildren }) {
  return <WordsContext.Provider value={words}>{children}</WordsContext.Provider>;
}

export function useWords(): Words {
  const words = useContext(WordsContext);
  if (words === undefined) throw new Error("No language around this part");
  return words;
}

// Heading of a clause: as it stands in the document, else the shipped one.
import type { Words } from "../../shared/i18n/context";
import { word } from "../../triangle/parts";
import { clauseKey } from "../../triangle/placement_words";

export function clauseName(words: Words, code: string, heading: string): string {
  if (heading !== "") return heading;
  const key = clauseKey(code);
  return key === undefined ? code.replace(/^other_/, "") : word(words, key);
}

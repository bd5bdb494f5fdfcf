// The pieces of a changed clause as people read them: a whole phrase that went and the one that came, not word by word. Pure.
import { TextPiece_Change as Change, type TextPiece } from "../../gen/driehoek/v1/agreement_service_pb";

/** Words that stayed, or a phrase that was replaced; either side of it may be empty. */
export type Phrase = { readonly kind: "same"; readonly text: string } | { readonly kind: "change"; readonly old: string; readonly new: string };

type Piece = Pick<TextPiece, "change" | "text">;

/** One or two words between two changes, within a sentence, read better as part of the change. */
function isBridge(text: string): boolean {
  return text.trim().split(/\s+/).length <= 2 && !/[.!?:;\n]/.test(text);
}

export function phrases(pieces: readonly Piece[]): Phrase[] {
  const found: Phrase[] = [];
  pieces.forEach(({ change, text }, index) => {
    const last = found[found.length - 1];
    const bridge = change === Change.SAME && last?.kind === "change" && index < pieces.length - 1 && isBridge(text);
    if (change === Change.SAME && !bridge) {
      found.push({ kind: "same", text });
      return;
    }
    const before = last?.kind === "change" ? last : { old: "", new: "" };
    if (last?.kind === "change") found.pop();
    found.push({
      kind: "change",
      old: before.old + (change === Change.INSERTED ? "" : text),
      new: before.new + (change === Change.DELETED ? "" : text),
    });
  });
  return found;
}

// What changed in one clause: in one text on a phone, the two versions side by side where there is room.
import type { ClauseDifference } from "../../gen/driehoek/v1/agreement_service_pb";
import { useWords } from "../../shared/i18n/context";
import { useMedia } from "../../shared/ui/media";
import { phrases, type Phrase } from "./difference";

interface Props {
  readonly difference: ClauseDifference;
  /** Numbers of the two versions. */
  readonly from: number;
  readonly to: number;
  /** Language of the agreement. */
  readonly lang: string;
}

export function ChangedText({ difference, from, to, lang }: Props) {
  const { t } = useWords();
  const beside = useMedia("(min-width: 960px)");
  const found = phrases(difference.pieces);
  if (!beside) return <p class="diff" tabIndex={-1} lang={lang}><Text phrases={found} sides={["old", "new"]} /></p>;
  return (
    <div class="diff sides" tabIndex={-1}>
      <div><p class="xs b qq">{t("agreement.version", { n: from })}</p><p lang={lang}><Text phrases={found} sides={["old"]} /></p></div>
      <div><p class="xs b qq">{t("agreement.version", { n: to })}</p><p lang={lang}><Text phrases={found} sides={["new"]} /></p></div>
    </div>
  );
}

type Side = "old" | "new";

function Text({ phrases: all, sides }: { phrases: readonly Phrase[]; sides: readonly Side[] }) {
  const { t, lang } = useWords();
  return (
    <>
      {all.map((phrase, index) => {
        if (phrase.kind === "same") return <span key={index}>{phrase.text}</span>;
        const shown = sides.filter((side) => phrase[side] !== "");
        return shown.map((side, at) => {
          const Mark = side === "old" ? "del" : "ins";
          const text = phrase[side].trimEnd();
          // Spaces at the end stand outside the mark; between what went and what came there is always one.
          const space = phrase[side].slice(text.length) || (at < shown.length - 1 ? " " : "");
          return <span key={`${index}${side}`}><Mark><span class="vh" lang={lang}>{t(`diff.${side}`)} </span>{text}</Mark>{space}</span>;
        });
      })}
    </>
  );
}

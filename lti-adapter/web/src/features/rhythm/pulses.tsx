// What student and supervisor answered, newest first. What the reader may not see is not in the answer of the server.
import { Pulse_Party as Party } from "../../gen/driehoek/v1/rhythm_pb";
import { useWords } from "../../shared/i18n/context";
import { Empty, Faces } from "../../shared/ui/faces";
import { answerText } from "../../triangle/rhythm_words";
import { usePulses } from "./queries";

export function Pulses({ placement }: { placement: string }) {
  const words = useWords();
  const { t, dates } = words;
  const pulses = usePulses(placement);
  return (
    <section class="card" aria-labelledby="pulses">
      <h2 id="pulses">{t("pulse.list")}</h2>
      <Faces of={pulses}>{(list) => list.length === 0 ? <Empty><p>{t("pulse.none")}</p></Empty> : (
        <ul class="list">
          {list.map((one) => (
            <li key={one.name}><div><b class="b">{t(one.party === Party.STUDENT ? "pulse.by_student" : "pulse.by_supervisor")}</b>{one.periodStartDate && <span class="s q"> {dates.day(one.periodStartDate)}</span>}<p>{answerText(words, { share: one.learningSharePercent ?? 0, mood: one.mood, word: one.word, tooLittleTime: one.tooLittleTime })}</p></div></li>
          ))}
        </ul>
      )}</Faces>
    </section>
  );
}

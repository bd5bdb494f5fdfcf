// The pulse: how much time went to learning tasks, how it goes, and a word. One placement at a time; the answer is kept on the device
// until it is sent (R54).
import { create } from "@bufbuild/protobuf";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "preact/hooks";
import { PulseSchema } from "../gen/driehoek/v1/rhythm_pb";
import { AnswerPulseRequestSchema, RhythmService } from "../gen/driehoek/v1/rhythm_service_pb";
import { useSession } from "../shared/api/hooks";
import { institutionOf } from "../shared/api/session";
import { useJump } from "../shared/frame/jump";
import { useWords } from "../shared/i18n/context";
import { withParts } from "../shared/i18n/part";
import { useDraft } from "../shared/offline/drafts";
import { ownerAt, useOutbox } from "../shared/offline/outbox_hooks";
import { Trouble } from "../shared/ui/faces";
import { TextField } from "../shared/ui/fields";
import { Icon, Status } from "../shared/ui/status";
import type { Placement } from "./contract";
import { runningNames, usePulsesDue, type DuePulse, type PulseAnswer } from "./rhythm";
import { answerText, moodKey, moods, shareKey, shares } from "./rhythm_words";
import { Steps } from "./steps";
import "./rhythm.css";
import { useId } from "../shared/ui/use_id";

const slotOf = (placement: string) => `pulse ${placement}`;

function Card({ placements }: { placements: readonly Placement[] }) {
  const words = useWords();
  const { t, tn } = words;
  const heading = useId();
  const card = useJump<HTMLElement>("pulse");
  const cache = useQueryClient();
  const names = runningNames(placements);
  const due = usePulsesDue(names);
  const { view } = useOutbox();
  const [changing, setChanging] = useState("");
  const student = useSession().role === "student";
  if (due.data === undefined) return <Trouble error={due.error} retry={() => void due.refetch()} />;
  if (due.data.length === 0) return null;
  const waits = ({ placement }: DuePulse) => view.waiting.some(({ slot }) => slot === slotOf(placement));
  const open = due.data.filter((one) => one.answer === undefined && !waits(one));
  const shown = due.data.find((one) => one.placement === changing) ?? open[0];
  const said = due.data.filter((one) => one !== shown && !open.includes(one));
  const nameOf = ({ placement }: DuePulse) => placements.find(({ name }) => name === placement)?.labels?.student ?? "";
  const keep = (placement: string, answer: PulseAnswer) => {
    setChanging("");
    cache.setQueryData<DuePulse[]>(["pulsesDue", names], (list) => list?.map((one) => (one.placement === placement ? { ...one, answer } : one)));
  };
  return (
    <section class="card" aria-labelledby={heading} ref={card}>
      <div class="head">
        <h2 id={heading} tabIndex={-1}>{t(student ? "pulse.title" : "pulse.title_sup")}</h2>
        {open.length > 0 && !student && <span class="s q">{tn("pulse.to_answer", open.length)}</span>}
      </div>
      {shown && <Form key={`${shown.placement} ${changing}`} due={shown} student={student} name={nameOf(shown)} onAnswer={(answer) => keep(shown.placement, answer)} />}
      {said.length > 0 && (
        <ul class="list">
          {said.map((one) => (
            <li key={one.placement}>
              <div>{!student && <b class="b">{nameOf(one)}</b>}<p>{one.answer ? answerText(words, one.answer) : t("pulse.kept")}</p></div>
              <button type="button" class="btn flat sm" onClick={() => setChanging(one.placement)}>{t("act.change_pulse")}{!student && <span class="vh"> {nameOf(one)}</span>}</button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Form({ due, student, name, onAnswer }: { due: DuePulse; student: boolean; name: string; onAnswer: (answer: PulseAnswer) => void }) {
  const { t, dates } = useWords();
  const session = useSession();
  const { send } = useOutbox();
  const owner = ownerAt(session, due.placement);
  const blank = due.answer ?? { share: -1, mood: 0, word: "", tooLittleTime: false };
  const { draft, change, clear } = useDraft(`${owner} ${slotOf(due.placement)} ${due.from.month}-${due.from.day}`, { ...blank });
  const submit = () => {
    const pulse = create(PulseSchema, {
      placement: due.placement, learningSharePercent: draft.share, word: draft.word.trim(), answerDate: dates.today(),
      ...(student ? { mood: draft.mood } : { tooLittleTime: draft.tooLittleTime }),
    });
    const request = create(AnswerPulseRequestSchema, { parent: `institutions/${institutionOf(due.placement)}`, pulse, pulseId: crypto.randomUUID() });
    void send(RhythmService, "answerPulse", request, { owner, slot: slotOf(due.placement), touches: ["pulsesDue", "pulses", "triangles"] }).then(() => {
      clear();
      onAnswer({ ...draft, word: draft.word.trim() });
    });
  };
  return (
    <form onSubmit={(event) => {
      event.preventDefault();
      if (draft.share >= 0) submit();
    }}>
      {!student && <p class="b">{name}</p>}
      <div class="two2">
        <Steps label={student ? t("pulse.share") : t("pulse.share_sup", { name: firstName(name) })} name="share" required value={draft.share} onValue={(share) => change({ share })} options={shares.map((value) => ({ value, label: t(shareKey[value]) }))} />
        {student
          ? <Steps label={t("pulse.mood")} hint={t("optional")} name="mood" value={draft.mood} onValue={(mood) => change({ mood })} options={moods.map((value) => ({ value, label: t(moodKey[value]) }))} />
          : <label class="check"><input type="checkbox" checked={draft.tooLittleTime} onChange={(event) => change({ tooLittleTime: event.currentTarget.checked })} /><span>{t("pulse.little", { name: firstName(name) })}</span></label>}
      </div>
      <TextField label={t("pulse.word")} hint={t("optional")} value={draft.word} onValue={(word) => change({ word })} maxLength={60} />
      <div class="row"><button type="submit" class="btn" disabled={draft.share < 0}>{t("act.send_pulse")}{!student && <span class="vh"> {name}</span>}</button><Status tone="wait" tag={false}>{t("turn.by", { date: dates.day(due.until) })}</Status></div>
      <p class="xs qq"><Icon name="lock" /> {student ? t("pulse.seen") : t("pulse.seen_sup", { name: firstName(name) })}</p>
    </form>
  );
}

/** People say "Lotte", not "Lotte Hendriks", within a sentence. */
function firstName(name: string): string {
  return name.split(" ")[0] ?? name;
}

export const PulseCard = withParts(["rhythm"], Card, () => null);

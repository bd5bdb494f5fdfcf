// Hours of own students that wait for the supervisor, in one bundle for each: yes to all of it, or say which days are not right.
import { create } from "@bufbuild/protobuf";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "preact/hooks";
import { ConfirmHoursRequestSchema, DisputeHoursRequestSchema, RhythmService, SeenHoursSchema } from "../../gen/driehoek/v1/rhythm_service_pb";
import { useSession } from "../../shared/api/hooks";
import { institutionOf } from "../../shared/api/session";
import { useJump } from "../../shared/frame/jump";
import { useWords } from "../../shared/i18n/context";
import { withParts } from "../../shared/i18n/part";
import { useDraft } from "../../shared/offline/drafts";
import { ownerAt, useOutbox } from "../../shared/offline/outbox_hooks";
import { Trouble } from "../../shared/ui/faces";
import { TextField } from "../../shared/ui/fields";
import type { Placement } from "../../triangle/contract";
import { runningNames, useHoursToConfirm, type WrittenHours } from "../../triangle/rhythm";
import { hoursText, totalOf } from "../../triangle/rhythm_words";
import { bundlesOf, namesIn, weeksText, type HoursBundle } from "./bundles";
import { useId } from "../../shared/ui/use_id";

function Card({ placements }: { placements: readonly Placement[] }) {
  const { t } = useWords();
  const heading = useId();
  const card = useJump<HTMLElement>("hours");
  const cache = useQueryClient();
  const names = runningNames(placements);
  const written = useHoursToConfirm(names);
  const { view } = useOutbox();
  if (written.data === undefined) return <Trouble error={written.error} retry={() => void written.refetch()} />;
  // What was answered and waits for the network is not asked again.
  const answered = new Set(view.waiting.flatMap(({ request }) => namesIn(request)));
  const bundles = bundlesOf(written.data.filter(({ name }) => !answered.has(name)));
  if (bundles.length === 0) return null;
  const keep = (done: readonly WrittenHours[]) => cache.setQueryData<WrittenHours[]>(["hoursToConfirm", names], (list) => list?.filter(({ name }) => !done.some((one) => one.name === name)));
  return (
    <section class="card" aria-labelledby={heading} ref={card}>
      <h2 id={heading} tabIndex={-1}>{t("hours.title_sup")}</h2>
      <ul class="list">
        {bundles.map((bundle) => <li key={bundle.placement} class="one"><Bundle bundle={bundle} student={placements.find(({ name }) => name === bundle.placement)?.labels?.student ?? ""} onAnswer={keep} /></li>)}
      </ul>
    </section>
  );
}

function Bundle({ bundle, student, onAnswer }: { bundle: HoursBundle; student: string; onAnswer: (done: readonly WrittenHours[]) => void }) {
  const words = useWords();
  const { t, tn, dates } = words;
  const session = useSession();
  const { send } = useOutbox();
  const [disputing, setDisputing] = useState(false);
  const { placement, hours } = bundle;
  const { learning, other } = totalOf(hours);
  const owner = ownerAt(session, placement);
  const common = { parent: `institutions/${institutionOf(placement)}`, placement };
  const seen = (list: readonly WrittenHours[]) => list.map(({ name, etag }) => create(SeenHoursSchema, { name, etag }));
  const about = (what: string) => ({ owner, slot: `${what} ${placement} ${hours[0]?.name ?? ""}`, touches: ["hoursToConfirm", "hours", "hoursSummary"] });
  const confirm = () => void send(RhythmService, "confirmHours", create(ConfirmHoursRequestSchema, { ...common, seen: seen(hours) }), about("confirm hours")).then(() => onAnswer(hours));
  const dispute = (days: readonly WrittenHours[], reason: string) => void send(RhythmService, "disputeHours", create(DisputeHoursRequestSchema, { ...common, seen: seen(days), reason }), about("dispute hours")).then(() => onAnswer(days));
  return (
    <div class="stack tight">
      <div><b class="b">{student}</b> <span class="s q">{weeksText(words, hours)}</span><p>{tn("hours.days", hours.length)}, {hoursText(words, learning, other)}</p></div>
      {!disputing && (
        <>
          <details class="s">
            <summary>{t("hours.per_day")}</summary>
            <ul class="bullets">{hours.map((one) => <li key={one.name}>{dates.day(one.day)}: {hoursText(words, one.learning, one.other)}{one.note !== "" && ` · ${one.note}`}</li>)}</ul>
          </details>
          <div class="row">
            <button type="button" class="btn" onClick={confirm}>{tn("act.confirm_days", hours.length)}<span class="vh"> {student}</span></button>
            <button type="button" class="btn two" onClick={() => setDisputing(true)}>{t("act.dispute_hours")}<span class="vh"> {student}</span></button>
          </div>
        </>
      )}
      {disputing && <Dispute hours={hours} draftKey={`${owner} dispute ${placement}`} onSend={dispute} onClose={() => setDisputing(false)} />}
    </div>
  );
}

function Dispute({ hours, draftKey, onSend, onClose }: { hours: readonly WrittenHours[]; draftKey: string; onSend: (days: readonly WrittenHours[], reason: string) => void; onClose: () => void }) {
  const words = useWords();
  const { t, dates } = words;
  const { draft, change, clear } = useDraft(draftKey, { reason: "" });
  const [wrong, setWrong] = useState<ReadonlySet<string>>(new Set(hours.length === 1 ? hours.map(({ name }) => name) : []));
  const toggle = (name: string) => setWrong((old) => new Set(old.has(name) ? [...old].filter((one) => one !== name) : [...old, name]));
  const ready = wrong.size > 0 && draft.reason.trim() !== "";
  return (
    <form onSubmit={(event) => {
      event.preventDefault();
      if (!ready) return;
      onSend(hours.filter(({ name }) => wrong.has(name)), draft.reason.trim());
      clear();
      onClose();
    }}>
      <fieldset class="stack tight">
        <legend class="lab">{t("hours.which_wrong")}</legend>
        {hours.map((one) => <label key={one.name} class="check"><input type="checkbox" checked={wrong.has(one.name)} onChange={() => toggle(one.name)} /><span>{dates.day(one.day)}: {hoursText(words, one.learning, one.other)}</span></label>)}
      </fieldset>
      <TextField label={t("hours.why_wrong")} hint={t("hours.why_hint")} value={draft.reason} onValue={(reason) => change({ reason })} maxLength={500} required />
      <div class="row"><button type="submit" class="btn" disabled={!ready}>{t("act.send_dispute")}</button><button type="button" class="btn flat" onClick={onClose}>{t("act.cancel")}</button></div>
    </form>
  );
}

export const HoursCard = withParts(["rhythm"], Card, () => null);

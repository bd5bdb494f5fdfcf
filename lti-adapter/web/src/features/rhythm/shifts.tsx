// Deadlines that moved, each with its reason; and telling of another one (R56).
import { create } from "@bufbuild/protobuf";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "preact/hooks";
import { DeadlineShiftSchema, DeadlineShift_Reason as Reason } from "../../gen/driehoek/v1/rhythm_pb";
import { RhythmService } from "../../gen/driehoek/v1/rhythm_service_pb";
import { useAct, useClient, useSession } from "../../shared/api/hooks";
import { institutionOf } from "../../shared/api/session";
import { useWords } from "../../shared/i18n/context";
import { dayAfter, isoDay, parseDay } from "../../shared/i18n/dates";
import { useDraft } from "../../shared/offline/drafts";
import { ownerAt } from "../../shared/offline/outbox_hooks";
import { Empty, Faces, Trouble } from "../../shared/ui/faces";
import { Choice, TextField } from "../../shared/ui/fields";
import { useToast } from "../../shared/ui/toast";
import { isOver, useTasks } from "../../triangle/tasks";
import { useShifts } from "./queries";

const reasonKey = {
  [Reason.REASON_UNSPECIFIED]: "reason.other",
  [Reason.WORKPLACE]: "reason.workplace",
  [Reason.PROGRAMME]: "reason.programme",
  [Reason.TASK_CHANGED]: "reason.task_changed",
  [Reason.PRIVATE]: "reason.private",
  [Reason.PLANNING]: "reason.planning",
  [Reason.OTHER]: "reason.other",
} as const;
const reasons = [Reason.WORKPLACE, Reason.PROGRAMME, Reason.TASK_CHANGED, Reason.PRIVATE, Reason.PLANNING, Reason.OTHER] as const;

export function Shifts({ placement, writes }: { placement: string; writes: boolean }) {
  const { t, tn, dates } = useWords();
  const shifts = useShifts(placement);
  const tasks = useTasks();
  const [writing, setWriting] = useState(false);
  const titleOf = (name: string) => tasks.data?.find((task) => task.name === name)?.content?.title ?? t("task.title");
  return (
    <section class="card" aria-labelledby="shifts">
      <div class="head">
        <h2 id="shifts">{t("shift.title")}</h2>
        {writes && !writing && <button type="button" class="btn two sm" onClick={() => setWriting(true)}>{t("act.shift")}</button>}
      </div>
      {writing && <Form placement={placement} onClose={() => setWriting(false)} />}
      <Faces of={shifts}>{(list) => list.length === 0 ? <Empty><p>{t("shift.none")}</p></Empty> : (
        <>
          <p class="s q">{tn("shift.count", list.length)}</p>
          <ul class="list">
            {list.map((one) => (
              <li key={one.name}><div><b class="b">{one.learningTask === "" ? one.subject : titleOf(one.learningTask)}</b><p>{one.fromDate && one.toDate && t("shift.moved", { from: dates.day(one.fromDate), to: dates.day(one.toDate) })} · {t(reasonKey[one.reason])}{one.note !== "" && `: ${one.note}`}</p></div></li>
            ))}
          </ul>
        </>
      )}</Faces>
    </section>
  );
}

function Form({ placement, onClose }: { placement: string; onClose: () => void }) {
  const { t, dates } = useWords();
  const session = useSession();
  const client = useClient(RhythmService);
  const cache = useQueryClient();
  const toast = useToast();
  const tasks = (useTasks().data ?? []).filter((task) => task.placement === placement && !isOver(task));
  const today = dates.today();
  const { draft, change, clear } = useDraft(`${ownerAt(session, placement)} shift ${placement}`, { task: "", subject: "", from: isoDay(today), to: isoDay(dayAfter(today, 7)), reason: "", note: "" });
  const reason = reasons.find((one) => String(one) === draft.reason);
  const act = useAct(
    (_: undefined, requestId) => {
      const [fromDate, toDate] = [parseDay(draft.from), parseDay(draft.to)];
      const deadlineShift = create(DeadlineShiftSchema, {
        placement, learningTask: draft.task, subject: draft.task === "" ? draft.subject.trim() : "", note: draft.note.trim(),
        ...(reason && { reason }), ...(fromDate && { fromDate }), ...(toDate && { toDate }),
      });
      return client.createDeadlineShift({ parent: `institutions/${institutionOf(placement)}`, deadlineShift, requestId });
    },
    () => {
      toast(t("done.shift"));
      clear();
      for (const key of ["shifts", "signals", "triangles"]) void cache.invalidateQueries({ queryKey: [key] });
      onClose();
    },
  );
  return (
    <form aria-label={t("act.shift")} onSubmit={(event) => {
      event.preventDefault();
      if (reason !== undefined) act.run(undefined);
    }}>
      <Choice label={t("shift.what")} value={draft.task} onValue={(task) => change({ task })} options={[...tasks.map((task) => ({ value: task.name, label: task.content?.title ?? "" })), { value: "", label: t("shift.something") }]} />
      {draft.task === "" && <TextField label={t("shift.subject")} hint={t("shift.subject_hint")} value={draft.subject} onValue={(subject) => change({ subject })} required maxLength={200} />}
      <div class="two2">
        <TextField label={t("shift.from")} type="date" value={draft.from} onValue={(from) => change({ from })} required />
        <TextField label={t("shift.to")} type="date" min={draft.from} value={draft.to} onValue={(to) => change({ to })} required />
      </div>
      <Choice label={t("shift.why")} value={draft.reason} onValue={(value) => change({ reason: value })} required empty={t("choose")} options={reasons.map((one) => ({ value: String(one), label: t(reasonKey[one]) }))} />
      <TextField label={t("shift.note")} hint={reason === Reason.OTHER ? "" : t("optional")} value={draft.note} onValue={(note) => change({ note })} required={reason === Reason.OTHER} maxLength={500} />
      <Trouble error={act.error} />
      <div class="row"><button type="submit" class="btn" disabled={act.busy}>{t("act.save_shift")}</button><button type="button" class="btn flat" onClick={onClose}>{t("act.cancel")}</button></div>
    </form>
  );
}

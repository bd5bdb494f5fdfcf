// The verdict of the named teacher: three answers and why, by hand or by keys.
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "preact/hooks";
import { useAct, useClient, useSession } from "../../shared/api/hooks";
import { useWords } from "../../shared/i18n/context";
import { Trouble } from "../../shared/ui/faces";
import { TextArea } from "../../shared/ui/fields";
import { useToast } from "../../shared/ui/toast";
import { LearningTaskService, refreshTasks, TaskRoute, VerdictKind, type Task } from "../../triangle/tasks";
import { verdictKey } from "../../triangle/task_words";
import { capital } from "./capital";
import "../../shared/ui/choices.css";
import "../../shared/ui/pick.css";

const kinds = [[VerdictKind.ADEQUATE, "desk.adequate"], [VerdictKind.ADJUST, "desk.adjust"], [VerdictKind.INADEQUATE, "desk.inadequate"]] as const;
const phrases = [["desk.phrase_analysis", "desk.text_analysis"], ["desk.phrase_choice", "desk.text_choice"], ["desk.phrase_level", "desk.text_level"]] as const;

export function VerdictForm({ task, onGiven }: { task: Task; onGiven?: () => void }) {
  const { t } = useWords();
  const client = useClient(LearningTaskService);
  const cache = useQueryClient();
  const toast = useToast();
  const session = useSession();
  const form = useRef<HTMLFormElement>(null);
  const [kind, setKind] = useState<VerdictKind | undefined>();
  const [reason, setReason] = useState("");
  const [difference, setDifference] = useState("");
  const submission = task.submissions[task.submissions.length - 1];
  const graduation = submission?.content?.route === TaskRoute.GRADUATION;
  const act = useAct(
    (chosen: VerdictKind, requestId) => client.giveAdequacyVerdict({ name: task.name, version: submission?.version ?? 0, kind: chosen, reason: reason.trim(), differenceFromBachelor: graduation ? difference.trim() : "", etag: task.etag, requestId }),
    (answer) => {
      toast(t("done.verdict"));
      refreshTasks(cache, answer);
      onGiven?.();
    },
  );
  const give = () => {
    if (kind !== undefined && reason.trim() !== "") act.run(kind);
  };
  useKeys(setKind, () => form.current?.requestSubmit());
  const person = session.selves[session.institution]?.person?.name;
  if (task.teacher !== "" && task.teacher !== person) return <p class="s q">{t("desk.other", { name: task.labels?.teacher ?? "" })}</p>;
  return (
    <form ref={form} class="stack" onSubmit={(event) => {
      event.preventDefault();
      give();
    }}>
      <fieldset class="tkout">
        <legend class="lab">{t("desk.ask")}</legend>
        <div class="pick tkthree">
          {kinds.map(([value, text]) => <label key={value}><input type="radio" name="verdict" checked={kind === value} onChange={() => setKind(value)} required />{capital(t(verdictKey[value]))}<span>{t(text)}</span></label>)}
        </div>
      </fieldset>
      {graduation && kind === VerdictKind.ADEQUATE && <TextArea label={t("desk.difference")} value={difference} onValue={setDifference} maxLength={2000} required />}
      <div class="chips" role="group" aria-label={t("desk.phrases")}>{phrases.map(([label, text]) => <button key={label} type="button" class="chip" onClick={() => setReason(reason === "" ? t(text) : `${reason.trimEnd()} ${t(text)}`)}>+ {t(label)}</button>)}</div>
      <TextArea label={t("desk.why")} hint={t("desk.why_hint")} value={reason} onValue={setReason} maxLength={2000} required />
      <Trouble error={act.error} />
      <div class="row end"><span class="keys xs qq"><kbd>1</kbd> <kbd>2</kbd> <kbd>3</kbd> · <kbd>Ctrl</kbd> <kbd>Enter</kbd></span><button type="submit" class="btn" disabled={act.busy || kind === undefined || reason.trim() === ""}>{t("act.verdict")}</button></div>
    </form>
  );
}

/** 1, 2 and 3 choose, not while somebody types; Ctrl and Enter give. */
function useKeys(choose: (kind: VerdictKind) => void, give: () => void): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey && event.key === "Enter") {
        give();
        return;
      }
      const target = event.target;
      if (event.ctrlKey || event.metaKey || event.altKey || (target instanceof HTMLElement && (target.tagName === "TEXTAREA" || (target instanceof HTMLInputElement && target.type !== "radio")))) return;
      const found = kinds[Number(event.key) - 1];
      if (found) choose(found[0]);
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  });
}

// Writing the own view, before those of the others can be read. What is typed stays on the device until it was sent.
import { useEffect } from "preact/hooks";
import { useSession } from "../../shared/api/hooks";
import { useWords } from "../../shared/i18n/context";
import { Trouble } from "../../shared/ui/faces";
import { TextArea, TextField } from "../../shared/ui/fields";
import { Icon, Message } from "../../shared/ui/status";
import type { CheckIn } from "../../triangle/check_ins";
import { usePlan } from "../../triangle/tasks";
import { useCheckInAct } from "./form";
import { useResend } from "./resend";
import { forgetView, isBlank, useViewDraft, withGoal, type ViewDraft } from "./view_draft";

const ratings = [1, 2, 3, 4, 5] as const;

export function ViewForm({ checkIn }: { checkIn: CheckIn }) {
  const { t } = useWords();
  const session = useSession();
  const person = session.selves[checkIn.name.split("/")[1] ?? ""]?.person?.name ?? "";
  const { draft, kept, change } = useViewDraft(checkIn.name, person);
  const act = useCheckInAct(
    (client, view: ViewDraft, requestId) => client.writeCheckInView({
      name: checkIn.name, requestId,
      view: {
        goesWell: view.goesWell.trim(), mustChange: view.mustChange.trim(), overallRating: view.overall, remarks: view.remarks.trim(),
        goalRatings: view.goals.map(({ code, rating, note }) => ({ outcomeCode: code, rating, note: note.trim() })),
      },
    }),
    () => t("done.view_sent"),
    () => forgetView(checkIn.name, person),
  );
  const waits = useResend(act, draft);
  useLeaveGuard(!kept && !isBlank(draft));
  return (
    <form class="card" aria-labelledby="own-view" onSubmit={(event) => {
      event.preventDefault();
      act.run(draft);
    }}>
      <div class="stack tight">
        <h2 id="own-view">{t("view.title")}</h2>
        <p class="s q"><Icon name="lock" /> {t("view.blind")}</p>
      </div>
      <Ratings legend={t("view.overall")} hint={`${t("view.low")}, ${t("view.high")}`} name="overall" value={draft.overall} onValue={(overall) => change({ overall })} required />
      <TextArea label={t("view.goes_well")} value={draft.goesWell} onValue={(goesWell) => change({ goesWell })} maxLength={2000} required />
      <TextArea label={t("view.must_change")} hint={t("optional")} value={draft.mustChange} onValue={(mustChange) => change({ mustChange })} maxLength={2000} />
      <Goals checkIn={checkIn} draft={draft} onDraft={change} />
      <TextArea label={t("view.remarks")} hint={t("optional")} value={draft.remarks} onValue={(remarks) => change({ remarks })} maxLength={4000} />
      {waits ? <Message tone="wait" alert><p>{t("view.offline")}</p></Message> : <Trouble error={act.error} />}
      <div class="row apart">
        <button type="submit" class="btn" disabled={act.busy}>{t("act.send_view")}</button>
        {!isBlank(draft) && <span class="saved">{kept && <Icon name="cloud" />} {t(kept ? "view.kept" : "view.not_kept")}</span>}
      </div>
      <p class="xs qq">{t("view.once")}</p>
    </form>
  );
}

/** Asks before the page is left when the device keeps nothing. */
function useLeaveGuard(unsaved: boolean): void {
  useEffect(() => {
    if (!unsaved) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [unsaved]);
}

/** How far the student is with each outcome of the placement. */
function Goals({ checkIn, draft, onDraft }: { checkIn: CheckIn; draft: ViewDraft; onDraft: (draft: ViewDraft) => void }) {
  const { t } = useWords();
  const plan = usePlan(checkIn.placement);
  const outcomes = (plan.data?.coverage ?? []).slice(0, 30);
  if (outcomes.length === 0) return null;
  return (
    <fieldset class="cirates">
      <legend class="lab">{t("view.goals")} <span class="hint">{t("view.goals_hint")}</span></legend>
      {outcomes.map(({ outcomeCode: code, outcomeTitle }) => {
        const goal = draft.goals.find((one) => one.code === code);
        return (
          <div key={code} class="stack tight">
            <Ratings legend={`${code} ${outcomeTitle}`} name={`goal-${code}`} value={goal?.rating ?? 0} onValue={(rating) => onDraft(withGoal(draft, code, rating))} none={t("view.goal_none")} />
            {goal !== undefined && <TextField label={t("view.goal_note", { code })} hint={t("optional")} value={goal.note} onValue={(note) => onDraft(withGoal(draft, code, goal.rating, note))} maxLength={500} />}
          </div>
        );
      })}
    </fieldset>
  );
}

/** One of five; with `none` it may stay open. */
function Ratings({ legend, hint, name, value, onValue, required, none }: { legend: string; hint?: string; name: string; value: number; onValue: (value: number) => void; required?: boolean; none?: string }) {
  return (
    <fieldset class="cirate">
      <legend class="lab">{legend} {hint && <span class="hint">{hint}</span>}</legend>
      <div class="seg">
        {none !== undefined && <label><input type="radio" name={name} checked={value === 0} onChange={() => onValue(0)} />{none}</label>}
        {ratings.map((rating) => <label key={rating}><input type="radio" name={name} required={required ?? false} checked={value === rating} onChange={() => onValue(rating)} />{rating}</label>)}
      </div>
    </fieldset>
  );
}

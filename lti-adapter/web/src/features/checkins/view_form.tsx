// Writing the own view, before those of the others can be read. What is typed stays on the device until it was sent.
import { create } from "@bufbuild/protobuf";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "preact/hooks";
import { WriteCheckInViewRequestSchema } from "../../gen/driehoek/v1/check_in_service_pb";
import { useSession } from "../../shared/api/hooks";
import { useWords } from "../../shared/i18n/context";
import type { Item, OutboxView } from "../../shared/offline/outbox";
import { ownerAt, useOutbox } from "../../shared/offline/outbox_hooks";
import { TextArea, TextField } from "../../shared/ui/fields";
import { Icon } from "../../shared/ui/status";
import { dropAsk } from "../../triangle/asks";
import { checkInHref, CheckInService, type CheckIn } from "../../triangle/check_ins";
import { usePlan } from "../../triangle/tasks";
import { forgetView, isBlank, useViewDraft, viewIn, withGoal, type ViewDraft } from "./view_draft";
import "../../shared/ui/choices.css";

const ratings = [1, 2, 3, 4, 5] as const;
const slotOf = (checkIn: CheckIn) => `view ${checkIn.name}`;

/** The view was written on this device, and the check-in was read before the server had it. */
export function isGiven({ waiting, sent }: OutboxView, checkIn: CheckIn): boolean {
  return [...waiting, ...sent].some(({ slot }) => slot === slotOf(checkIn));
}

/** The form, or what became of it. What the server did not take is there to be changed. */
export function OwnView({ checkIn }: { checkIn: CheckIn }) {
  const { t } = useWords();
  const { view } = useOutbox();
  if (isGiven(view, checkIn)) return <section class="card" aria-labelledby="own-view"><h2 id="own-view">{t("view.title")}</h2><p>{t("view.given")}</p></section>;
  const refused = view.refused.find(({ slot }) => slot === slotOf(checkIn));
  return <ViewForm key={refused?.id} checkIn={checkIn} refused={refused} />;
}

function ViewForm({ checkIn, refused }: { checkIn: CheckIn; refused: Item | undefined }) {
  const { t } = useWords();
  const cache = useQueryClient();
  const person = ownerAt(useSession(), checkIn.name);
  const { send, drop } = useOutbox();
  const { draft, kept, change } = useViewDraft(checkIn.name, person, refused && viewIn(refused.request));
  const submit = async () => {
    const view = {
      goesWell: draft.goesWell.trim(), mustChange: draft.mustChange.trim(), overallRating: draft.overall, remarks: draft.remarks.trim(),
      goalRatings: draft.goals.map(({ code, rating, note }) => ({ outcomeCode: code, rating, note: note.trim() })),
    };
    await send(CheckInService, "writeCheckInView", create(WriteCheckInViewRequestSchema, { name: checkIn.name, view }), { owner: person, slot: slotOf(checkIn), touches: ["checkIn", "checkIns", "contact", "asks"] });
    if (refused !== undefined) await drop(refused.id);
    forgetView(checkIn.name, person);
    dropAsk(cache, checkInHref(checkIn.name));
  };
  useLeaveGuard(!kept && !isBlank(draft));
  return (
    <form class="card" aria-labelledby="own-view" onSubmit={(event) => {
      event.preventDefault();
      void submit();
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
      <div class="row apart">
        <button type="submit" class="btn">{t("act.send_view")}</button>
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

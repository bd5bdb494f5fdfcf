// A round, new or changed: name, period, kind, hours, who is counted together, and until when students choose.
import { create } from "@bufbuild/protobuf";
import { timestampDate, timestampFromDate } from "@bufbuild/protobuf/wkt";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "preact/hooks";
import { MatchingRoundSchema } from "../../gen/driehoek/v1/matching_pb";
import { useAct, useClient, useSession } from "../../shared/api/hooks";
import { navigate } from "../../shared/frame/router";
import { isoDay, parseDay } from "../../shared/i18n/dates";
import { useWords } from "../../shared/i18n/context";
import { Trouble } from "../../shared/ui/faces";
import { Choice, TextField } from "../../shared/ui/fields";
import { Sheet } from "../../shared/ui/sheet";
import { useToast } from "../../shared/ui/toast";
import { PlacementForm as Form } from "../../triangle/contract";
import { word } from "../../triangle/parts";
import { keepRound, MatchingService, roundHref, RoundState, Rule, type MatchingRound } from "../../triangle/rounds";
import { formKey } from "../../triangle/placement_words";
import { useParent } from "../../triangle/directory";
import { GroupFields, groupsOf, typedGroups, type TypedGroup } from "./group_fields";
import { clockIn, instantIn } from "../../shared/i18n/instant";

const forms = [Form.INTERNSHIP, Form.RIBBON_INTERNSHIP, Form.GRADUATION_INTERNSHIP, Form.OWN_WORKPLACE, Form.DUAL_POST, Form.IN_COMPANY, Form.SHORT_ASSIGNMENT, Form.SCHOOL_PROJECT, Form.OWN_BUSINESS];

interface Typed {
  readonly name: string;
  readonly start: string;
  readonly end: string;
  readonly form: string;
  readonly hours: string;
  readonly rule: string;
  readonly dueDay: string;
  readonly dueClock: string;
  readonly answerDays: string;
  readonly maxWishes: string;
  readonly maxStudents: string;
  readonly groups: readonly TypedGroup[];
}

function typedOf(round: MatchingRound | undefined, zone: string): Typed {
  const due = round?.preferencesDueTime && clockIn(zone, timestampDate(round.preferencesDueTime));
  return {
    name: round?.displayName ?? "", start: isoDay(round?.startDate), end: isoDay(round?.endDate), form: String(round?.form ?? Form.INTERNSHIP), hours: String(round?.weeklyHours ?? 24), rule: String(round?.rule ?? Rule.STABLE),
    dueDay: due?.day ?? "", dueClock: due?.clock ?? "17:00", answerDays: String(round?.answerDays || 4), maxWishes: String(round?.maxWishCount || 10), maxStudents: round?.maxStudentsPerSupervisor ? String(round.maxStudentsPerSupervisor) : "",
    groups: typedGroups(round?.groups ?? []),
  };
}

/** Everything while it is set up; afterwards what the service still lets change. */
const allPaths = ["display_name", "start_date", "end_date", "form", "weekly_hours", "rule", "groups", "preferences_due_time", "answer_days", "max_wish_count", "max_students_per_supervisor"];
const latePaths = (state: RoundState) => (state === RoundState.PREFERENCES_OPEN ? ["display_name", "preferences_due_time", "answer_days"] : ["display_name", "answer_days"]);

export function NewRound({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  return <Sheet kind="dialog" title={t("act.new_round")} onClose={onClose}>{(close) => <Fields round={undefined} close={close} />}</Sheet>;
}

export function ChangeRound({ round, onClose }: { round: MatchingRound; onClose: () => void }) {
  const { t } = useWords();
  return <Sheet kind="dialog" title={t("act.change_round")} onClose={onClose}>{(close) => <Fields round={round} close={close} />}</Sheet>;
}

function Fields({ round, close }: { round: MatchingRound | undefined; close: () => void }) {
  const words = useWords();
  const { t } = words;
  const session = useSession();
  const zone = session.selves[session.institution]?.institution?.timeZone || "Europe/Amsterdam";
  const [typed, setTyped] = useState(() => typedOf(round, zone));
  const set = (part: Partial<Typed>) => setTyped((old) => ({ ...old, ...part }));
  const save = useSave(round, typed, zone, close);
  const state = round?.state ?? RoundState.SETUP;
  const setup = state === RoundState.SETUP;
  const reversed = typed.end !== "" && typed.end < typed.start;
  return (
    <form onSubmit={(event) => {
      event.preventDefault();
      if (!reversed) save.run(undefined);
    }}>
      <TextField label={t("rform.name")} value={typed.name} onValue={(name) => set({ name })} required maxLength={200} />
      {setup && (
        <>
          <div class="two2">
            <TextField label={t("period.start")} type="date" value={typed.start} onValue={(start) => set({ start })} required />
            <TextField label={t("period.end")} type="date" value={typed.end} min={typed.start} onValue={(end) => set({ end })} required error={reversed ? t("no.end_before_start") : undefined} />
            <Choice label={t("pform.form")} value={typed.form} onValue={(form) => set({ form })} options={forms.map((form) => ({ value: String(form), label: word(words, formKey[form]) }))} />
            <TextField label={t("period.hours")} type="number" min="1" max="60" value={typed.hours} onValue={(hours) => set({ hours })} required />
          </div>
          <GroupFields groups={typed.groups} onGroups={(groups) => set({ groups })} />
          <Choice label={t("rform.rule")} value={typed.rule} onValue={(rule) => set({ rule })} options={[{ value: String(Rule.STABLE), label: t("rform.rule_stable") }, { value: String(Rule.MOST_PLACED), label: t("rform.rule_most_placed") }]} />
        </>
      )}
      {state <= RoundState.PREFERENCES_OPEN && (
        <div class="two2">
          <TextField label={t("rform.due_day")} type="date" value={typed.dueDay} onValue={(dueDay) => set({ dueDay })} required />
          <TextField label={t("rform.due_clock")} hint={t("rform.clock_hint")} value={typed.dueClock} onValue={(dueClock) => set({ dueClock })} required maxLength={5} error={/^([01]?\d|2[0-3]):[0-5]\d$/.test(typed.dueClock) ? undefined : t("rform.clock_wrong")} />
        </div>
      )}
      <div class="two2">
        <TextField label={t("rform.answer_days")} hint={t("rform.answer_hint")} type="number" min="1" max="60" value={typed.answerDays} onValue={(answerDays) => set({ answerDays })} required />
        {setup && <TextField label={t("rform.max_wishes")} type="number" min="1" max="100" value={typed.maxWishes} onValue={(maxWishes) => set({ maxWishes })} required />}
      </div>
      {setup && <TextField label={t("rform.max_students")} hint={t("rform.max_students_hint")} type="number" min="1" max="50" value={typed.maxStudents} onValue={(maxStudents) => set({ maxStudents })} />}
      <Trouble error={save.error} />
      <div class="row end"><button type="button" class="btn two" onClick={close}>{t("act.cancel")}</button><button type="submit" class="btn" disabled={save.busy}>{t(round === undefined ? "act.make_round" : "act.save")}</button></div>
    </form>
  );
}

function useSave(round: MatchingRound | undefined, typed: Typed, zone: string, close: () => void) {
  const { t } = useWords();
  const client = useClient(MatchingService);
  const cache = useQueryClient();
  const toast = useToast();
  const parent = useParent();
  return useAct(
    (_: undefined, requestId) => {
      const startDate = parseDay(typed.start);
      const endDate = parseDay(typed.end);
      const due = instantIn(zone, typed.dueDay, typed.dueClock);
      const matchingRound = create(MatchingRoundSchema, {
        name: round?.name ?? "", etag: round?.etag ?? "", displayName: typed.name.trim(), form: forms.find((form) => String(form) === typed.form) ?? Form.INTERNSHIP, weeklyHours: Number(typed.hours) || 0,
        rule: typed.rule === String(Rule.MOST_PLACED) ? Rule.MOST_PLACED : Rule.STABLE, answerDays: Number(typed.answerDays) || 0, maxWishCount: Number(typed.maxWishes) || 0, maxStudentsPerSupervisor: Number(typed.maxStudents) || 0, groups: groupsOf(typed.groups),
        ...(startDate && { startDate }), ...(endDate && { endDate }), ...(due && { preferencesDueTime: timestampFromDate(due) }),
      });
      if (round === undefined) return client.createMatchingRound({ parent, matchingRound, requestId });
      return client.updateMatchingRound({ matchingRound, updateMask: { paths: round.state === RoundState.SETUP ? allPaths : latePaths(round.state) }, requestId });
    },
    (saved) => {
      toast(t("done.saved"));
      keepRound(cache, saved);
      if (round === undefined) navigate(roundHref(saved.name));
      else close();
    },
  );
}

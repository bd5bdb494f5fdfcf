// A placement, new or changed: who, what kind, where, with whom, when. The server judges; wrong fields come back named.
import { create } from "@bufbuild/protobuf";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "preact/hooks";
import { PlacementSchema } from "../../gen/driehoek/v1/placement_pb";
import { PlacementService } from "../../gen/driehoek/v1/placement_service_pb";
import { useAct, useClient } from "../../shared/api/hooks";
import { navigate, usePage } from "../../shared/frame/router";
import { isoDay, parseDay } from "../../shared/i18n/dates";
import { useWords } from "../../shared/i18n/context";
import { withParts } from "../../shared/i18n/part";
import { Faces, Loading, Trouble } from "../../shared/ui/faces";
import { Choice, TextField } from "../../shared/ui/fields";
import { Message } from "../../shared/ui/status";
import { useToast } from "../../shared/ui/toast";
import { PlacementForm as Form, type Placement } from "../../triangle/contract";
import { word } from "../../triangle/parts";
import { usePlacement } from "../../triangle/queries";
import { formKey } from "../../triangle/placement_words";
import { EndPlacement } from "./end_placement";
import { conflictsHref } from "./links";
import { useEnrolments, useOrganisations, useParent, usePersons, useSupervisors, useWorkplaces } from "./queries";
import "./office.css";

const forms = [Form.INTERNSHIP, Form.RIBBON_INTERNSHIP, Form.GRADUATION_INTERNSHIP, Form.OWN_WORKPLACE, Form.DUAL_POST, Form.IN_COMPANY, Form.SHORT_ASSIGNMENT, Form.SCHOOL_PROJECT, Form.OWN_BUSINESS];

function PlacementPage({ name }: { name?: string }) {
  const { t } = useWords();
  const title = t(name === undefined ? "pform.new" : "pform.change");
  usePage(title);
  const known = usePlacement(name);
  return (
    <>
      <h1>{title}</h1>
      {name === undefined ? <Fields placement={undefined} /> : <Faces of={known}>{(placement) => <Fields key={placement.etag} placement={placement} />}</Faces>}
    </>
  );
}

/** Levels of an axis; only the ends have a name. */
function levelsOf(first: string, last: string) {
  return [{ value: "1", label: first }, ...["2", "3", "4"].map((value) => ({ value, label: value })), { value: "5", label: last }];
}

interface Typed {
  readonly enrolment: string;
  readonly form: string;
  readonly organisation: string;
  readonly workplace: string;
  readonly supervisor: string;
  readonly start: string;
  readonly end: string;
  readonly hours: string;
  readonly load: string;
  readonly together: string;
  readonly real: string;
}

function typedOf(placement: Placement | undefined): Typed {
  return {
    enrolment: placement?.enrolment ?? "",
    form: String(placement?.form ?? Form.INTERNSHIP),
    organisation: placement?.workplace.split("/workplaces/")[0] ?? "",
    workplace: placement?.workplace ?? "",
    supervisor: placement?.supervisor ?? "",
    start: isoDay(placement?.startDate),
    end: isoDay(placement?.endDate),
    hours: String(placement?.weeklyHours ?? 24),
    load: placement?.loadHours ? String(placement.loadHours) : "",
    together: placement?.collaborationLevel ? String(placement.collaborationLevel) : "",
    real: placement?.authenticityLevel ? String(placement.authenticityLevel) : "",
  };
}

function Fields({ placement }: { placement: Placement | undefined }) {
  const words = useWords();
  const { t } = words;
  const [typed, setTyped] = useState(() => typedOf(placement));
  const set = (part: Partial<Typed>) => setTyped((old) => ({ ...old, ...part }));
  const enrolments = useEnrolments();
  const persons = usePersons();
  const organisations = useOrganisations();
  const workplaces = useWorkplaces(typed.organisation);
  const supervisors = useSupervisors(typed.organisation);
  const save = useSave(placement, typed, enrolments.data?.find((one) => one.name === typed.enrolment)?.student ?? "");
  if (persons.data === undefined || enrolments.data === undefined || organisations.data === undefined) {
    const error = persons.error ?? enrolments.error ?? organisations.error;
    return error ? <Trouble error={error} /> : <Loading />;
  }
  const nameOf = new Map(persons.data.map((person) => [person.name, person.displayName]));
  const students = enrolments.data.map((one) => ({ value: one.name, label: nameOf.get(one.student) ?? t("pform.unknown") })).sort((a, b) => a.label.localeCompare(b.label));
  return (
    <form class="card narrow" onSubmit={(event) => {
      event.preventDefault();
      save.run(undefined);
    }}>
      {placement === undefined
        ? <Choice label={t("party.student")} value={typed.enrolment} onValue={(enrolment) => set({ enrolment })} required empty={t("choose")} options={students} />
        : <p class="b">{placement.labels?.student} · {placement.labels?.programme}</p>}
      <Choice label={t("pform.form")} value={typed.form} onValue={(form) => set({ form })} options={forms.map((form) => ({ value: String(form), label: word(words, formKey[form]) }))} />
      <Choice label={t("pform.organisation")} hint={t("optional")} value={typed.organisation} empty={t("pform.later")} options={organisations.data.map((one) => ({ value: one.name, label: one.displayName }))}
        onValue={(organisation) => set({ organisation, workplace: "", supervisor: "" })} />
      {typed.organisation !== "" && (
        <div class="two2">
          <Choice label={t("pform.workplace")} value={typed.workplace} onValue={(workplace) => set({ workplace })} empty={t("choose")} options={(workplaces.data ?? []).map((one) => ({ value: one.name, label: one.displayName }))} />
          <Choice label={t("pform.supervisor")} value={typed.supervisor} onValue={(supervisor) => set({ supervisor })} empty={t("choose")}
            options={(supervisors.data ?? []).filter((one) => one.function === 1).map((one) => ({ value: one.name, label: nameOf.get(one.person) ?? one.jobTitle }))} />
        </div>
      )}
      {typed.organisation !== "" && supervisors.data?.length === 0 && <Message tone="warn"><p>{t("pform.no_supervisor")}</p></Message>}
      <div class="two2">
        <TextField label={t("period.start")} type="date" value={typed.start} onValue={(start) => set({ start })} required />
        <TextField label={t("period.end")} type="date" value={typed.end} min={typed.start} onValue={(end) => set({ end })} required error={typed.end !== "" && typed.end < typed.start ? t("no.end_before_start") : undefined} />
        <TextField label={t("period.hours")} type="number" min="1" max="60" value={typed.hours} onValue={(hours) => set({ hours })} required />
        <TextField label={t("pform.load")} hint={t("optional")} type="number" min="0" max="20000" value={typed.load} onValue={(load) => set({ load })} />
      </div>
      <div class="two2">
        <Choice label={t("axes.ask_together")} value={typed.together} onValue={(together) => set({ together })} empty={t("axes.not_said")} options={levelsOf(t("axes.together1"), t("axes.together5"))} />
        <Choice label={t("axes.ask_real")} value={typed.real} onValue={(real) => set({ real })} empty={t("axes.not_said")} options={levelsOf(t("axes.real1"), t("axes.real5"))} />
      </div>
      <Trouble error={save.error} />
      <div class="row">
        <button type="submit" class="btn" disabled={save.busy}>{t(placement === undefined ? "act.make_placement" : "act.save")}</button>
        <a class="btn two" href="#/">{t("act.cancel")}</a>
        {placement && <EndPlacement placement={placement} />}
      </div>
      {placement && <p><a class="s" href={conflictsHref({ student: placement.student })}>{t("act.see_conflicts_of")}</a></p>}
    </form>
  );
}

function useSave(placement: Placement | undefined, typed: Typed, student: string) {
  const { t } = useWords();
  const client = useClient(PlacementService);
  const cache = useQueryClient();
  const toast = useToast();
  const parent = useParent();
  return useAct(
    (_: undefined, requestId) => {
      const startDate = parseDay(typed.start);
      const endDate = parseDay(typed.end);
      const value = create(PlacementSchema, {
        name: placement?.name ?? "", etag: placement?.etag ?? "", student, enrolment: typed.enrolment, form: forms.find((form) => String(form) === typed.form) ?? Form.INTERNSHIP,
        workplace: typed.workplace, supervisor: typed.supervisor, ...(startDate && { startDate }), ...(endDate && { endDate }),
        weeklyHours: Number(typed.hours) || 0, loadHours: Number(typed.load) || 0, collaborationLevel: Number(typed.together), authenticityLevel: Number(typed.real),
      });
      return placement === undefined
        ? client.createPlacement({ parent, placement: value, requestId })
        : client.updatePlacement({ placement: value, updateMask: { paths: ["form", "workplace", "supervisor", "start_date", "end_date", "weekly_hours", "load_hours", "collaboration_level", "authenticity_level"] }, requestId });
    },
    () => {
      toast(t("done.placement"));
      void cache.invalidateQueries();
      navigate("#/");
    },
  );
}

export default withParts(["axes"], PlacementPage);

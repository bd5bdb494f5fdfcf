// The practice office opens the assessment of a placement and names who decides.
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "preact/hooks";
import { useAct, useClient } from "../../shared/api/hooks";
import { problemOf } from "../../shared/api/errors";
import { navigate } from "../../shared/frame/router";
import { useWords } from "../../shared/i18n/context";
import { Faces, Trouble } from "../../shared/ui/faces";
import { Choice, TextField } from "../../shared/ui/fields";
import { useToast } from "../../shared/ui/toast";
import { useParent, usePersons } from "../../triangle/directory";
import { usePlacements } from "../../triangle/queries";
import { AssessmentService, assessmentHref, refresh, type Assessment } from "./model";

/** Refusals that a decision of the exam board lifts. */
const near: readonly string[] = ["EXAMINER_IS_SUPERVISOR", "EXAMINER_IS_CONTACT_PERSON"];

export interface Recognised {
  readonly reference: string;
  readonly reason: string;
}

/** What the exam board decided; shown once the service says that it is needed. */
export function RecognitionFields({ value, onValue }: { value: Recognised; onValue: (value: Recognised) => void }) {
  const { t } = useWords();
  return (
    <>
      <TextField label={t("recog.reference")} hint={t("recog.hint")} value={value.reference} onValue={(reference) => onValue({ ...value, reference })} maxLength={200} />
      <TextField label={t("recog.reason")} value={value.reason} onValue={(reason) => onValue({ ...value, reason })} maxLength={1000} />
    </>
  );
}

export function recognitionOf({ reference, reason }: Recognised) {
  return reference.trim() === "" && reason.trim() === "" ? {} : { recognition: { reference: reference.trim(), reason: reason.trim() } };
}

export function needsRecognition(error: unknown): boolean {
  return error !== null && error !== undefined && near.includes(problemOf(error).reason);
}

export function OpenForm({ known, onClose }: { known: readonly Assessment[]; onClose: () => void }) {
  const { t } = useWords();
  const client = useClient(AssessmentService);
  const cache = useQueryClient();
  const toast = useToast();
  const parent = useParent();
  const placements = usePlacements();
  const persons = usePersons();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const [placement, setPlacement] = useState("");
  const [examiner, setExaminer] = useState("");
  const [recognised, setRecognised] = useState<Recognised>({ reference: "", reason: "" });
  const act = useAct(
    (_: undefined, requestId) => client.createAssessment({ parent, assessment: { placement, examiner, ...recognitionOf(recognised) }, requestId }),
    (answer) => {
      toast(t("done.assessment_opened"));
      refresh(cache, answer);
      navigate(assessmentHref(answer.name));
    },
  );
  const taken = new Set(known.map((one) => one.placement));
  const free = (placements.data ?? []).filter(({ name, workplace }) => !taken.has(name) && workplace !== "");
  return (
    <form class="card" aria-labelledby="opening" onSubmit={(event) => {
      event.preventDefault();
      act.run(undefined);
    }}>
      <h2 id="opening" ref={heading} tabIndex={-1}>{t("open.opening")}</h2>
      <Faces of={placements}>{() => <Choice label={t("open.placement")} value={placement} onValue={setPlacement} empty={t("choose")} required options={free.map(({ name, labels }) => ({ value: name, label: [labels?.student, labels?.organisation].filter(Boolean).join(" · ") }))} />}</Faces>
      <Faces of={persons}>{(list) => <Choice label={t("open.examiner")} hint={t("open.examiner_hint")} value={examiner} onValue={setExaminer} empty={t("choose")} required options={list.map(({ name, displayName }) => ({ value: name, label: displayName }))} />}</Faces>
      {(needsRecognition(act.error) || recognised.reference !== "") && <RecognitionFields value={recognised} onValue={setRecognised} />}
      <Trouble error={act.error} />
      <div class="row"><button type="submit" class="btn" disabled={act.busy || placement === "" || examiner === ""}>{t("act.open_assessment")}</button><button type="button" class="btn flat" onClick={onClose}>{t("act.cancel")}</button></div>
    </form>
  );
}

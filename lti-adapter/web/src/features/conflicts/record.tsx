// Records that a student and an organisation, or one supervisor of it, may not come together. It says first who reads it.
import { create } from "@bufbuild/protobuf";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "preact/hooks";
import { ConflictOfInterestSchema, type ConflictOfInterest } from "../../gen/driehoek/v1/conflict_pb";
import { ConflictService } from "../../gen/driehoek/v1/conflict_service_pb";
import { useAct, useClient } from "../../shared/api/hooks";
import { useWords } from "../../shared/i18n/context";
import { Loading, Trouble } from "../../shared/ui/faces";
import { Choice, TextArea } from "../../shared/ui/fields";
import { Sheet } from "../../shared/ui/sheet";
import { Icon, Message } from "../../shared/ui/status";
import { useToast } from "../../shared/ui/toast";
import { useParent } from "../../triangle/directory";
import { isRunning, refreshConflicts, type About } from "./calls";
import { useOwnEnrolments, useRegisterPlace, useSeenPlace, useStudents, type Choices, type Place } from "./choices";
import { Kind, kindKey, kinds } from "./words";

interface Props {
  readonly about: About;
  /** What was recorded before: the same is not recorded again. */
  readonly known: readonly ConflictOfInterest[];
  readonly onClose: () => void;
}

/** For a student: the own programme is known when there is one. */
export function RecordOwn({ about, known, onClose }: Props) {
  const { t } = useWords();
  const enrolments = useOwnEnrolments();
  const only = enrolments.options.length === 1 ? enrolments.options[0]?.value : undefined;
  return <Dialog title={t("act.record_own")} who={enrolments} whoLabel={t("coi.programme")} only={only} first="" usePlace={useSeenPlace} about={about} known={known} onClose={onClose} own />;
}

/** For staff: which student it is about. */
export function Record({ about, known, onClose }: Props) {
  const { t } = useWords();
  const students = useStudents(t("pform.unknown"));
  return <Dialog title={t("act.record_conflict")} who={students} whoLabel={t("party.student")} first={students.enrolmentOf(about.student)} usePlace={useRegisterPlace} about={about} known={known} onClose={onClose} />;
}

interface DialogProps extends Props {
  readonly title: string;
  readonly who: Choices;
  readonly whoLabel: string;
  /** The one enrolment there is to choose. */
  readonly only?: string | undefined;
  readonly first: string;
  readonly usePlace: (organisation: string) => Place;
  readonly own?: boolean;
}

function Dialog({ title, who, whoLabel, only, first, usePlace, about, known, onClose, own = false }: DialogProps) {
  return (
    <Sheet kind="dialog" title={title} onClose={onClose}>
      {(close) => who.pending ? <Loading /> : <Form who={who} whoLabel={whoLabel} only={only} first={first} usePlace={usePlace} about={about} known={known} own={own} onClose={onClose} close={close} />}
    </Sheet>
  );
}

function Form({ who, whoLabel, only, first, usePlace, about, known, own, onClose, close }: Omit<DialogProps, "title" | "own"> & { own: boolean; close: () => void }) {
  const { t } = useWords();
  const [enrolment, setEnrolment] = useState(only ?? first);
  const [organisation, setOrganisation] = useState(about.organisation);
  const [supervisor, setSupervisor] = useState("");
  const [kind, setKind] = useState("");
  const [reason, setReason] = useState("");
  const { organisations, supervisors } = usePlace(organisation);
  const act = useRecord(onClose);
  const twice = known.some((one) => isRunning(one) && one.enrolment === enrolment && one.organisation === organisation && one.supervisor === supervisor);
  const incomplete = enrolment === "" || organisation === "" || kind === "" || reason.trim() === "";
  return (
    <form onSubmit={(event) => {
      event.preventDefault();
      act.run({ enrolment, organisation, supervisor, kind: kinds.find((one) => String(one) === kind) ?? Kind.OTHER, reason: reason.trim() });
    }}>
      {only === undefined && <Choice label={whoLabel} value={enrolment} onValue={setEnrolment} required empty={t("choose")} options={who.options} />}
      {organisations.pending
        ? <Loading />
        : (
          <Choice label={t("pform.organisation")} hint={own ? t("coi.not_listed") : undefined} value={organisation} required empty={t("choose")} options={organisations.options} onValue={(value) => {
            setOrganisation(value);
            setSupervisor("");
          }} />
        )}
      {supervisors.options.length > 0 && <Choice label={t("coi.under_whom")} value={supervisor} onValue={setSupervisor} empty={t("coi.whole")} options={supervisors.options} />}
      <Choice label={t("coi.kind")} value={kind} onValue={setKind} required empty={t("choose")} options={kinds.map((one) => ({ value: String(one), label: t(kindKey[one]) }))} />
      <TextArea label={t("coi.reason")} value={reason} onValue={setReason} required maxLength={1000} />
      {twice && <Message tone="note"><p>{t("coi.twice")}</p></Message>}
      <div class="msg note"><Icon name="lock" /><div class="stack tight"><p>{t(own ? "coi.readers_own" : "coi.readers")}</p><p>{t("coi.stays")}</p></div></div>
      <Trouble error={act.error ?? who.error ?? organisations.error ?? supervisors.error} />
      <div class="row end"><button type="button" class="btn two" onClick={close}>{t("act.cancel")}</button><button type="submit" class="btn" disabled={act.busy || twice || incomplete}>{t("act.save")}</button></div>
    </form>
  );
}

type Typed = Pick<ConflictOfInterest, "enrolment" | "organisation" | "supervisor" | "kind" | "reason">;

function useRecord(onDone: () => void) {
  const { t } = useWords();
  const client = useClient(ConflictService);
  const cache = useQueryClient();
  const toast = useToast();
  const parent = useParent();
  return useAct(
    (typed: Typed, requestId) => client.createConflictOfInterest({ parent, conflictOfInterest: create(ConflictOfInterestSchema, typed), requestId }),
    () => {
      toast(t("done.conflict"));
      refreshConflicts(cache);
      onDone();
    },
  );
}

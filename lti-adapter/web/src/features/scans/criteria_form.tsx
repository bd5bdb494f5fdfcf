// A new version of what a programme asks, begun from the newest one.
import { create } from "@bufbuild/protobuf";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "preact/hooks";
import { ScanCriteria_CriterionSchema, ScanCriteriaSchema } from "../../gen/driehoek/v1/workplace_scan_pb";
import { useAct, useClient } from "../../shared/api/hooks";
import { useWords } from "../../shared/i18n/context";
import { Trouble } from "../../shared/ui/faces";
import { Choice, TextField } from "../../shared/ui/fields";
import { useToast } from "../../shared/ui/toast";
import { Subject, Weight, WorkplaceScanService, type ScanCriteria } from "../../triangle/scans";
import { subjectKey, subjects } from "./words";

interface Typed {
  readonly id: number;
  readonly code: string;
  readonly titleNl: string;
  readonly titleEn: string;
  readonly helpNl: string;
  readonly helpEn: string;
  readonly subject: Subject;
  readonly weight: Weight;
}

let ids = 0;
const blank = (): Typed => ({ id: (ids += 1), code: "", titleNl: "", titleEn: "", helpNl: "", helpEn: "", subject: Subject.WORKPLACE, weight: Weight.ESSENTIAL });
const phases = [1, 2, 3, 4, 5, 6, 7, 8].map((n) => ({ value: String(n), label: String(n) }));
const weights = [Weight.ESSENTIAL, Weight.DESIRABLE] as const;

export function CriteriaForm({ programme, from, onClose }: { programme: string; from: ScanCriteria | undefined; onClose: () => void }) {
  const { t } = useWords();
  const client = useClient(WorkplaceScanService);
  const cache = useQueryClient();
  const toast = useToast();
  const [first, setFirst] = useState(String(from?.firstPhase ?? 1));
  const [last, setLast] = useState(String(from?.lastPhase ?? 1));
  const [criteria, setCriteria] = useState<readonly Typed[]>(() => (from ? from.criteria.map(({ code, titleNl, titleEn, helpNl, helpEn, subject, weight }) => ({ id: (ids += 1), code, titleNl, titleEn, helpNl, helpEn, subject, weight })) : [blank()]));
  const change = (id: number, part: Partial<Typed>) => setCriteria(criteria.map((one) => (one.id === id ? { ...one, ...part } : one)));
  const act = useAct(
    (_: undefined, requestId) => client.createScanCriteria({ parent: programme, requestId, scanCriteria: create(ScanCriteriaSchema, {
      firstPhase: Number(first), lastPhase: Number(last),
      criteria: criteria.map((one) => create(ScanCriteria_CriterionSchema, { code: one.code.trim(), titleNl: one.titleNl.trim(), titleEn: one.titleEn.trim(), helpNl: one.helpNl.trim(), helpEn: one.helpEn.trim(), subject: one.subject, weight: one.weight })),
    }) }),
    (answer) => {
      toast(t("done.criteria", { n: answer.version }));
      void cache.invalidateQueries({ queryKey: ["scanCriteria", programme] });
      onClose();
    },
  );
  return (
    <form class="card" aria-labelledby="new-version" onSubmit={(event) => {
      event.preventDefault();
      act.run(undefined);
    }}>
      <h2 id="new-version">{t("criteria.new_title")}</h2>
      <div class="two2">
        <Choice label={t("criteria.from")} value={first} onValue={setFirst} options={phases} />
        <Choice label={t("criteria.to")} value={last} onValue={setLast} options={phases} error={Number(last) < Number(first) ? t("no.phases_reversed") : undefined} />
      </div>
      {criteria.map((one, index) => (
        <fieldset key={one.id} class="sub">
          <legend class="lab">{t("criteria.one", { n: index + 1 })}</legend>
          <div class="three-fields">
            <TextField label={t("criteria.code")} value={one.code} onValue={(code) => change(one.id, { code })} required maxLength={20} />
            <Choice label={t("criteria.about")} value={String(one.subject)} onValue={(value) => change(one.id, { subject: subjects.find((subject) => String(subject) === value) ?? Subject.WORKPLACE })} options={subjects.map((subject) => ({ value: String(subject), label: t(subjectKey[subject]) }))} />
            <Choice label={t("criteria.weight")} value={String(one.weight)} onValue={(value) => change(one.id, { weight: weights.find((weight) => String(weight) === value) ?? Weight.ESSENTIAL })} options={weights.map((weight) => ({ value: String(weight), label: t(weight === Weight.ESSENTIAL ? "scan.essential" : "scan.desirable") }))} />
          </div>
          <div class="two2">
            <TextField label={t("criteria.title_nl")} value={one.titleNl} onValue={(titleNl) => change(one.id, { titleNl })} required maxLength={200} />
            <TextField label={t("criteria.title_en")} value={one.titleEn} onValue={(titleEn) => change(one.id, { titleEn })} required maxLength={200} />
            <TextField label={t("criteria.help_nl")} hint={t("optional")} value={one.helpNl} onValue={(helpNl) => change(one.id, { helpNl })} maxLength={1000} />
            <TextField label={t("criteria.help_en")} hint={t("optional")} value={one.helpEn} onValue={(helpEn) => change(one.id, { helpEn })} maxLength={1000} />
          </div>
          {criteria.length > 1 && <div><button type="button" class="btn flat sm" onClick={() => setCriteria(criteria.filter(({ id }) => id !== one.id))}>{t("act.remove")}<span class="vh"> {one.code}</span></button></div>}
        </fieldset>
      ))}
      {criteria.length < 50 && <div><button type="button" class="btn two sm" onClick={() => setCriteria([...criteria, blank()])}>{t("act.add_criterion")}</button></div>}
      <Trouble error={act.error} />
      <div class="row"><button type="submit" class="btn" disabled={act.busy || Number(last) < Number(first)}>{t("act.new_criteria")}</button><button type="button" class="btn two" onClick={onClose}>{t("act.cancel")}</button></div>
    </form>
  );
}

// What must be done for a conditional verdict, each ticked off when it is.
import { useQueryClient } from "@tanstack/react-query";
import { useAct, useClient } from "../../shared/api/hooks";
import { useWords } from "../../shared/i18n/context";
import { Trouble } from "../../shared/ui/faces";
import { Status } from "../../shared/ui/status";
import { useToast } from "../../shared/ui/toast";
import { refreshScans, ScanState, WorkplaceScanService, type Condition, type WorkplaceScan } from "../../triangle/scans";
import { usePersons } from "../../triangle/directory";
import { compareDays } from "../../shared/i18n/dates";
import { ownerText } from "./words";

export function useNames(): ReadonlyMap<string, string> {
  return new Map((usePersons().data ?? []).map((person) => [person.name, person.displayName]));
}

export function Conditions({ scan }: { scan: WorkplaceScan }) {
  const { t } = useWords();
  const names = useNames();
  return <ul class="list" aria-label={t("scan.conditions")}>{scan.conditions.map((condition) => <li key={condition.id}><One scan={scan} condition={condition} names={names} /></li>)}</ul>;
}

function One({ scan, condition, names }: { scan: WorkplaceScan; condition: Condition; names: ReadonlyMap<string, string> }) {
  const words = useWords();
  const { t, dates } = words;
  const client = useClient(WorkplaceScanService);
  const cache = useQueryClient();
  const toast = useToast();
  const act = useAct(
    (_: undefined, requestId) => client.completeScanCondition({ name: scan.name, condition: condition.id, etag: scan.etag, requestId }),
    (answer) => {
      toast(t("done.condition"));
      refreshScans(cache, answer);
    },
  );
  const owner = ownerText(words, condition, names);
  const late = condition.doneTime === undefined && condition.dueDate !== undefined && compareDays(condition.dueDate, dates.today()) < 0;
  return (
    <>
      <div>
        <b class="b">{condition.action}</b>
        <p>{condition.doneTime ? t("scan.condition_done", { owner, date: dates.day(dates.dayOf(condition.doneTime)) }) : condition.dueDate && t("scan.condition", { owner, date: dates.day(condition.dueDate) })}</p>
        {late && condition.dueDate && <Status tone="stop" tag={false}>{t("turn.late", { date: dates.day(condition.dueDate) })}</Status>}
        <Trouble error={act.error} />
      </div>
      {condition.doneTime
        ? <Status tone="ok">{t("scans.done")}</Status>
        : scan.state === ScanState.ASSESSED && <button type="button" class="btn sm" disabled={act.busy} onClick={() => act.run(undefined)}>{t("act.condition_done")}<span class="vh"> {condition.action}</span></button>}
    </>
  );
}

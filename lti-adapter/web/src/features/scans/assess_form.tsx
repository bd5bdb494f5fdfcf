// The verdict on a workplace: fit, fit if something is done, or not fit; with a reason that supervisor and student read.
import { create } from "@bufbuild/protobuf";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "preact/hooks";
import { WorkplaceScan_ConditionSchema } from "../../gen/driehoek/v1/workplace_scan_pb";
import { useAct, useClient } from "../../shared/api/hooks";
import { isoDay, parseDay } from "../../shared/i18n/dates";
import { useWords } from "../../shared/i18n/context";
import { Trouble } from "../../shared/ui/faces";
import { TextArea, TextField } from "../../shared/ui/fields";
import { Message } from "../../shared/ui/status";
import { useToast } from "../../shared/ui/toast";
import { refreshScans, Verdict, WorkplaceScanService, type AskedScan } from "../../triangle/scans";
import { obstacles } from "./counting";
import { verdictKey } from "./words";
import "../../shared/ui/pick.css";

interface TypedCondition {
  readonly id: number;
  readonly action: string;
  readonly owner: string;
  readonly due: string;
}

let ids = 0;
const blank = (): TypedCondition => ({ id: (ids += 1), action: "", owner: "", due: "" });
const hintKey = { [Verdict.FIT]: "assess.fit_hint", [Verdict.CONDITIONAL]: "assess.cond_hint", [Verdict.UNFIT]: "assess.unfit_hint" } as const;

export function AssessForm({ asked }: { asked: AskedScan }) {
  const { t } = useWords();
  const { scan } = asked;
  const client = useClient(WorkplaceScanService);
  const cache = useQueryClient();
  const toast = useToast();
  const [verdict, setVerdict] = useState<Verdict>(Verdict.VERDICT_UNSPECIFIED);
  const [reason, setReason] = useState("");
  const [conditions, setConditions] = useState<readonly TypedCondition[]>(() => [blank()]);
  const { notMet, unanswered } = obstacles(asked);
  const act = useAct(
    (_: undefined, requestId) => client.assessWorkplaceScan({
      name: scan.name, verdict, reason: reason.trim(), etag: scan.etag, requestId,
      conditions: verdict !== Verdict.CONDITIONAL ? [] : conditions.map(({ action, owner, due }) => {
        const dueDate = parseDay(due);
        return create(WorkplaceScan_ConditionSchema, { action: action.trim(), owner: owner.trim(), ...(dueDate && { dueDate }) });
      }),
    }),
    (answer) => {
      toast(t("done.scan_assessed"));
      refreshScans(cache, answer);
    },
  );
  return (
    <form class="card" aria-labelledby="verdict" onSubmit={(event) => {
      event.preventDefault();
      if (verdict !== Verdict.VERDICT_UNSPECIFIED) act.run(undefined);
    }}>
      <h2 id="verdict">{t("assess.title")}</h2>
      {notMet.length > 0 && <Message tone="warn"><p>{t("assess.not_met", { codes: notMet.join(", ") })}</p></Message>}
      {unanswered.length > 0 && <Message tone="warn"><p>{t("assess.unanswered", { codes: unanswered.join(", ") })}</p></Message>}
      <fieldset class="pick verdicts">
        <legend class="vh">{t("assess.title")}</legend>
        {([Verdict.FIT, Verdict.CONDITIONAL, Verdict.UNFIT] as const).map((one) => (
          <label key={one}><input type="radio" name="verdict" required checked={verdict === one} disabled={one === Verdict.FIT && notMet.length > 0 || one !== Verdict.UNFIT && unanswered.length > 0} onChange={() => setVerdict(one)} />{t(verdictKey[one])}<span>{t(hintKey[one])}</span></label>
        ))}
      </fieldset>
      {verdict === Verdict.CONDITIONAL && <ConditionFields conditions={conditions} onConditions={setConditions} />}
      <TextArea label={t("reason.label")} hint={t(verdict === Verdict.UNFIT ? "scans.reason_hint" : "assess.reason_hint")} value={reason} onValue={setReason} maxLength={1000} required={verdict === Verdict.UNFIT} />
      <Trouble error={act.error} />
      <div><button type="submit" class="btn" disabled={act.busy || verdict === Verdict.VERDICT_UNSPECIFIED}>{t("act.give_verdict")}</button></div>
    </form>
  );
}

function ConditionFields({ conditions, onConditions }: { conditions: readonly TypedCondition[]; onConditions: (conditions: readonly TypedCondition[]) => void }) {
  const { t, dates } = useWords();
  const change = (id: number, part: Partial<TypedCondition>) => onConditions(conditions.map((one) => (one.id === id ? { ...one, ...part } : one)));
  return (
    <fieldset class="stack tight">
      <legend class="lab">{t("scan.conditions")}</legend>
      {conditions.map((one, index) => (
        <div key={one.id} class="sub">
          <TextField label={t("assess.action", { n: index + 1 })} value={one.action} onValue={(action) => change(one.id, { action })} required maxLength={1000} />
          <div class="two2">
            <TextField label={t("assess.owner")} hint={t("assess.owner_hint")} value={one.owner} onValue={(owner) => change(one.id, { owner })} required maxLength={200} />
            <TextField label={t("assess.due")} type="date" min={isoDay(dates.today())} value={one.due} onValue={(due) => change(one.id, { due })} required />
          </div>
          {conditions.length > 1 && <div><button type="button" class="btn flat sm" onClick={() => onConditions(conditions.filter(({ id }) => id !== one.id))}>{t("act.remove")}<span class="vh"> {one.action}</span></button></div>}
        </div>
      ))}
      {conditions.length < 20 && <div><button type="button" class="btn two sm" onClick={() => onConditions([...conditions, blank()])}>{t("act.add_condition")}</button></div>}
    </fieldset>
  );
}

// One scan as the practice office sees it: the answers of each side beside each other, the verdict, and what must still be done.
import { useState } from "preact/hooks";
import { useSession } from "../../shared/api/hooks";
import { usePage } from "../../shared/frame/router";
import { useWords } from "../../shared/i18n/context";
import { withParts } from "../../shared/i18n/part";
import { Faces } from "../../shared/ui/faces";
import { Message, Status } from "../../shared/ui/status";
import { useToast } from "../../shared/ui/toast";
import { dueOf } from "../../triangle/scan_due";
import { Finding, isOpen, ScanState, Side, useScan, Weight, type AskedScan, type WorkplaceScan } from "../../triangle/scans";
import { AssessForm } from "./assess_form";
import { Conditions, useNames } from "./conditions";
import { FillForm } from "./fill_form";
import { Remind } from "./remind";
import { ReopenDialog } from "./reopen_dialog";
import { VerdictCard } from "./verdict";
import { findingKey, findingTone, scanStateKey, sideKey, titleOf, triggerKey } from "./words";
import "../../shared/ui/tables.css";
import "./scans.css";

function ScanPage({ name }: { name: string }) {
  const { t } = useWords();
  const asked = useScan(name);
  usePage(asked.data?.scan.labels?.workplace ?? t("place.scans"));
  return (
    <>
      {asked.data === undefined && <h1>{t("place.scans")}</h1>}
      <Faces of={asked}>{(found) => <Content asked={found} />}</Faces>
    </>
  );
}

function Content({ asked }: { asked: AskedScan }) {
  const { t, dates } = useWords();
  const toast = useToast();
  const office = useSession().role === "practice_office";
  const names = useNames();
  const [filling, setFilling] = useState(false);
  const { scan } = asked;
  const due = dueOf(scan, dates.today());
  const waits = scan.state === ScanState.REQUESTED || scan.state === ScanState.REOPENED;
  return (
    <>
      <div class="stack tight">
        <a class="s" href="#/scans">{t("scans.back")}</a>
        <div class="head"><h1>{scan.labels?.workplace} · {scan.labels?.organisation}</h1><Status tone={waits ? "wait" : scan.state === ScanState.FILLED ? "warn" : "note"}>{t(scanStateKey[scan.state])}</Status></div>
        <p class="s q">{t("scan.for", { programme: scan.labels?.programme ?? "", phase: scan.phase })} · {t("scans.supervisor", { name: scan.labels?.supervisor ?? "" })}{due && isOpen(scan) && ` · ${t("turn.by", { date: dates.dayWeek(due) })}`}</p>
        <p class="s q">{t("scans.why", { why: t(triggerKey[scan.trigger]) })}{scan.triggerReason !== "" && `: ${scan.triggerReason}`}</p>
      </div>
      {scan.state === ScanState.REOPENED && scan.answers.length > 0 && <Message tone="note"><p>{t("scans.old_answers")}</p></Message>}
      <Answers asked={asked} />
      {office && waits && <div class="row"><Remind scan={scan} /></div>}
      {office && isOpen(scan) && (filling
        ? <section class="stack" aria-labelledby="own"><h2 id="own">{t("scans.own_answers")}</h2><FillForm asked={asked} onSent={() => {
          toast(t("done.scan_sent"));
          setFilling(false);
        }} /></section>
        : <div><button type="button" class="btn two sm" onClick={() => setFilling(true)}>{t("act.fill_scan")}</button></div>)}
      {office && scan.state === ScanState.FILLED && !filling && <AssessForm key={scan.etag} asked={asked} />}
      {!isOpen(scan) && <VerdictCard scan={scan} names={names} />}
      {office && scan.state === ScanState.ASSESSED && scan.conditions.length > 0 && <section class="card" aria-labelledby="tick"><h2 id="tick">{t("scans.tick")}</h2><Conditions scan={scan} /></section>}
      {office && !isOpen(scan) && <Reopen scan={scan} />}
    </>
  );
}

function Reopen({ scan }: { scan: WorkplaceScan }) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  return <div><button type="button" class="btn two" onClick={() => setOpen(true)}>{t("act.reopen_scan")}</button>{open && <ReopenDialog scan={scan} onClose={() => setOpen(false)} />}</div>;
}

const order = [Side.SUPERVISOR, Side.ORGANISATION_CONTACT, Side.PRACTICE_OFFICE] as const;

function Answers({ asked: { scan, criteria } }: { asked: AskedScan }) {
  const words = useWords();
  const { t } = words;
  // The side of the supervisor always has its column: an empty one says that the answer is awaited.
  const sides = order.filter((side) => side === Side.SUPERVISOR || scan.answers.some((answer) => answer.side === side));
  return (
    <section class="card" aria-labelledby="answers">
      <h2 id="answers">{t("scans.answers")}</h2>
      <table class="cards">
        <caption class="vh">{t("scans.answers")}</caption>
        <thead><tr><th scope="col">{t("scans.criterion")}</th>{sides.map((side) => <th key={side} scope="col">{t(sideKey[side])}</th>)}</tr></thead>
        <tbody>
          {criteria.criteria.map((criterion) => (
            <tr key={criterion.code}>
              <th scope="row">{titleOf(words, criterion)} <span class="hint">{criterion.code} · {t(criterion.weight === Weight.ESSENTIAL ? "scan.essential" : "scan.desirable")}</span></th>
              {sides.map((side) => {
                const answer = scan.answers.find((one) => one.side === side && one.criterionCode === criterion.code);
                const finding = answer?.finding ?? Finding.FINDING_UNSPECIFIED;
                return <td key={side} data-label={t(sideKey[side])}><Status tone={findingTone[finding]}>{t(findingKey[finding])}</Status>{answer && answer.remark !== "" && <p>{answer.remark}</p>}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

export default withParts(["scan", "scans"], ScanPage);

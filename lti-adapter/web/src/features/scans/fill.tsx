// A scan on the phone of a supervisor or a contact of the organisation: the questions, then thanks; later the outcome.
import { useState } from "preact/hooks";
import { useSession } from "../../shared/api/hooks";
import { usePage } from "../../shared/frame/router";
import { useWords } from "../../shared/i18n/context";
import { withParts } from "../../shared/i18n/part";
import { Faces } from "../../shared/ui/faces";
import { Icon, Message, Status } from "../../shared/ui/status";
import { isOpen, ScanState, sideOf, useScan, type AskedScan } from "../../triangle/scans";
import { FillForm } from "./fill_form";
import { VerdictCard } from "./verdict";
import { findingKey, findingTone, titleOf } from "./words";
import "./scans.css";

function FillPage({ name }: { name: string }) {
  const { t } = useWords();
  usePage(t("scan.title"));
  const asked = useScan(name);
  const [sent, setSent] = useState(false);
  if (sent) return <><h1>{t("scan.sent_title")}</h1><p>{t("scan.sent")}</p><p><a class="btn" href="#/">{t("act.to_students")}</a></p></>;
  return (
    <>
      <h1>{t("scan.title")}</h1>
      <Faces of={asked}>{(found) => <Content asked={found} onSent={() => setSent(true)} />}</Faces>
    </>
  );
}

function Content({ asked, onSent }: { asked: AskedScan; onSent: () => void }) {
  const { t } = useWords();
  const { scan } = asked;
  const open = isOpen(scan);
  return (
    <div class="stack narrow">
      <div class="stack tight">
        <p class="b">{scan.labels?.workplace} · {scan.labels?.organisation}</p>
        <p class="s q">{t("scan.for", { programme: scan.labels?.programme ?? "", phase: scan.phase })}</p>
        {open && <p class="s q">{t("scan.why")} <span class="nw"><Icon name="wait" /> {t("scan.minutes")}</span></p>}
      </div>
      {scan.state === ScanState.REOPENED && <Message tone="wait"><p>{t("scan.again")}</p>{scan.triggerReason !== "" && <p>{scan.triggerReason}</p>}</Message>}
      {!open && <><Message tone="note"><p>{t("scan.not_open")}</p></Message><VerdictCard scan={scan} /><Answers asked={asked} /></>}
      {open && <FillForm asked={asked} onSent={onSent} />}
    </div>
  );
}

function Answers({ asked: { scan, criteria } }: { asked: AskedScan }) {
  const words = useWords();
  const { t } = words;
  const side = sideOf(useSession().role);
  const own = new Map(scan.answers.filter((answer) => answer.side === side).map((answer) => [answer.criterionCode, answer]));
  return (
    <section class="card" aria-labelledby="answers">
      <h2 id="answers">{t("scan.your_answers")}</h2>
      {own.size === 0 && <p class="s q">{t("scan.nothing_yet")}</p>}
      <ul class="list">
        {criteria.criteria.filter(({ code }) => own.has(code)).map((criterion) => {
          const answer = own.get(criterion.code);
          return answer && <li key={criterion.code}><div><b class="b">{titleOf(words, criterion)}</b>{answer.remark !== "" && <p>{answer.remark}</p>}</div><Status tone={findingTone[answer.finding]}>{t(findingKey[answer.finding])}</Status></li>;
        })}
      </ul>
    </section>
  );
}

export default withParts(["scan"], FillPage);

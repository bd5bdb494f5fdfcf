// The yearly question as the practice office asks it: who was asked, what they answer, and why some take fewer or none (R22).
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "preact/hooks";
import { Code, ConnectError } from "@connectrpc/connect";
import { useAct, useClient } from "../../shared/api/hooks";
import { usePage } from "../../shared/frame/router";
import { useWords } from "../../shared/i18n/context";
import { withParts } from "../../shared/i18n/part";
import { Empty, Faces, Trouble } from "../../shared/ui/faces";
import { Choice } from "../../shared/ui/fields";
import { Rows } from "../../shared/ui/rows";
import { Sheet } from "../../shared/ui/sheet";
import { Status } from "../../shared/ui/status";
import { useToast } from "../../shared/ui/toast";
import { useOrganisations, useParent } from "../../triangle/directory";
import { answerKey, answerTone, CapacityService, comingYear, Hosting, reasonKey, reasons, refreshIntents, studyYear, useIntents, type HostingIntent } from "../../triangle/hosting";
import { AnswerForm } from "./answer_form";
import "../../shared/ui/kpi.css";

interface Row {
  readonly organisation: string;
  readonly name: string;
  /** Absent: it was not asked. */
  readonly intent: HostingIntent | undefined;
}

function HostingPage() {
  const { t, dates } = useWords();
  usePage(t("hosting.title"));
  const coming = comingYear(dates.today());
  const [year, setYear] = useState(coming);
  const intents = useIntents(year);
  const organisations = useOrganisations();
  const found = new Map((intents.data ?? []).map((intent) => [intent.organisation, intent]));
  const rows = (organisations.data ?? []).map(({ name, displayName }): Row => ({ organisation: name, name: displayName, intent: found.get(name) }));
  return (
    <>
      <div class="stack tight">
        <a class="s" href="#/places">{t("hosting.back")}</a>
        <h1>{t("hosting.title")}</h1>
        <p class="s q">{t("hosting.explain")}</p>
      </div>
      <div class="narrow"><Choice label={t("hosting.year")} value={String(year)} onValue={(value) => setYear(Number(value))} options={[coming, coming - 1].map((one) => ({ value: String(one), label: studyYear(one) }))} /></div>
      <Faces of={intents.data === undefined ? intents : organisations}>{() => rows.length === 0 ? <Empty><p>{t("hosting.empty")}</p></Empty> : <Content key={year} year={year} rows={rows} />}</Faces>
    </>
  );
}

function Content({ year, rows }: { year: number; rows: readonly Row[] }) {
  const { t, tn } = useWords();
  const intents = rows.flatMap(({ intent }) => intent ?? []);
  const of = (answer: Hosting) => intents.filter((intent) => intent.answer === answer);
  const seats = (list: readonly HostingIntent[]) => list.reduce((sum, { seatCount }) => sum + seatCount, 0);
  return (
    <>
      <dl class="kpi">
        {[Hosting.YES, Hosting.FEWER].map((answer) => <div key={answer}><dt>{t(answerKey[answer])}</dt><dd>{of(answer).length} <small>{tn("hosting.seats", seats(of(answer)))}</small></dd></div>)}
        {[Hosting.NO, Hosting.NOT_YET].map((answer) => <div key={answer}><dt>{t(answerKey[answer])}</dt><dd>{of(answer).length}</dd></div>)}
      </dl>
      <Answers year={year} rows={rows} />
      <Reasons intents={intents} />
    </>
  );
}

function Answers({ year, rows }: { year: number; rows: readonly Row[] }) {
  const { t, tn, dates } = useWords();
  const toast = useToast();
  const [noting, setNoting] = useState<HostingIntent>();
  const unasked = rows.filter(({ intent }) => intent === undefined);
  const why = ({ intent }: Row) => (intent?.reasons ?? []).map((reason) => t(reasonKey[reason])).join("; ");
  const when = ({ intent }: Row) => {
    const time = intent?.answerTime ?? intent?.askTime;
    return time ? t(intent?.answerTime ? "hosting.answered" : "hosting.asked", { date: dates.day(dates.dayOf(time)) }) : "";
  };
  return (
    <section class="card" aria-labelledby="answers">
      <div class="head"><h2 id="answers">{tn("hosting.count", rows.length)}</h2>{unasked.length > 0 && <AskButton year={year} organisations={unasked} primary label={tn("act.ask_all", unasked.length)} />}</div>
      <Rows caption={t("hosting.title")} rows={rows} keyOf={({ organisation }) => organisation} file={t("hosting.file")}
        act={({ intent, name, organisation }) => (intent
          ? <button type="button" class="btn flat sm" onClick={() => setNoting(intent)}>{t("act.note_answer")}<span class="vh"> {name}</span></button>
          : <AskButton year={year} organisations={[{ organisation, name, intent }]} label={t("act.ask_one")} about={name} />)}
        columns={[
          { label: t("offer.organisation"), value: ({ name }) => name },
          { label: t("hosting.answer"), value: ({ intent }) => (intent ? t(answerKey[intent.answer]) : t("hosting.unasked")), show: ({ intent }) => (intent ? <Status tone={answerTone[intent.answer]}>{t(answerKey[intent.answer])}</Status> : t("hosting.unasked")) },
          { label: t("offer.seats"), value: ({ intent }) => intent?.seatCount ?? 0, show: ({ intent }) => (intent && intent.seatCount > 0 ? intent.seatCount : ""), numeric: true },
          { label: t("host.why"), value: why, show: (row) => <>{why(row)}{row.intent && row.intent.remark !== "" && <span class="q">{why(row) !== "" && <br />}{row.intent.remark}</span>}</> },
          { label: t("hosting.when"), value: when },
        ]} />
      {noting && (
        <Sheet kind="dialog" title={t("hosting.note_title", { name: noting.organisationDisplayName })} onClose={() => setNoting(undefined)}>
          <AnswerForm intent={noting} onSent={() => {
            toast(t("done.host_noted", { name: noting.organisationDisplayName }));
            setNoting(undefined);
          }} />
        </Sheet>
      )}
    </section>
  );
}

/** Asks each of these. Who was asked by somebody else meanwhile is left as it is. */
function AskButton({ year, organisations, label, about, primary }: { year: number; organisations: readonly Row[]; label: string; about?: string; primary?: boolean }) {
  const { tn } = useWords();
  const client = useClient(CapacityService);
  const cache = useQueryClient();
  const toast = useToast();
  const parent = useParent();
  const act = useAct<undefined, number>(
    async () => {
      for (const { organisation } of organisations) {
        try {
          await client.askHostingIntent({ parent, organisation, year, requestId: crypto.randomUUID() });
        } catch (problem) {
          if (ConnectError.from(problem).code !== Code.AlreadyExists) throw problem;
        }
      }
      return organisations.length;
    },
    (count) => {
      toast(tn("done.host_asked", count));
      refreshIntents(cache);
    },
  );
  return <><button type="button" class={primary ? "btn sm" : "btn flat sm"} disabled={act.busy} onClick={() => act.run(undefined)}>{label}{about && <span class="vh"> {about}</span>}</button><Trouble error={act.error} /></>;
}

/** Why some take fewer or none, the most named first. */
function Reasons({ intents }: { intents: readonly HostingIntent[] }) {
  const { t, tn } = useWords();
  const counted = reasons.map((reason) => ({ reason, count: intents.filter((intent) => intent.reasons.includes(reason)).length })).filter(({ count }) => count > 0).sort((a, b) => b.count - a.count);
  if (counted.length === 0) return null;
  return (
    <section class="card" aria-labelledby="reasons">
      <h2 id="reasons">{t("hosting.reasons")}</h2>
      <ul class="list">{counted.map(({ reason, count }) => <li key={reason}><div>{t(reasonKey[reason])}</div><span class="s q nw">{tn("hosting.named", count)}</span></li>)}</ul>
    </section>
  );
}

export const Overview = withParts(["places", "hosting"], HostingPage);

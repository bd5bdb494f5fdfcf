// Marks on their way to the LMS: which are in, which wait, which the LMS refused, why, and what to do (R69).
import { timestampFromDate } from "@bufbuild/protobuf/wkt";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "preact/hooks";
import { useAct, useSession, useSessionStore } from "../../shared/api/hooks";
import { usePage } from "../../shared/frame/router";
import { useWords, type Words } from "../../shared/i18n/context";
import { withParts } from "../../shared/i18n/part";
import { Empty, Faces, Trouble } from "../../shared/ui/faces";
import { Chips } from "../../shared/ui/fields";
import { Icon, Message, Status } from "../../shared/ui/status";
import { useToast } from "../../shared/ui/toast";
import { listScores, resendScore, scoreHistory, scoreStates, type Platform, type Score, type Scores } from "./calls";
import { hostOf, needsSomebody, shown, stateOf, stateTone, type Filter } from "./view";
import "../../shared/ui/exceptions.css";
import "./scores.css";

const page = 25;

function moment({ dates }: Words, text: string): string {
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? "" : dates.moment(timestampFromDate(date));
}

function ScoresPlace() {
  const { t, lang } = useWords();
  usePage(t("scores.title"));
  const store = useSessionStore();
  const office = useSession().role === "practice_office";
  const scores = useQuery({ queryKey: ["scores", lang], queryFn: () => listScores(store, lang), refetchInterval: 30_000 });
  return (
    <>
      <div class="stack tight">{office && <p><a class="s" href="#/register">{t("register.back")}</a></p>}<h1>{t("scores.title")}</h1><p class="q">{t(office ? "scores.explain" : "scores.explain_admin")}</p></div>
      <Faces of={scores}>{(found) => <Content scores={found} />}</Faces>
    </>
  );
}

function Content({ scores: { scores, platforms } }: { scores: Scores }) {
  const { t, tn } = useWords();
  const urgent = scores.filter(needsSomebody).length;
  const [filter, setFilter] = useState<Filter>(urgent > 0 ? "now" : "all");
  const [size, setSize] = useState(page);
  const rows = shown(scores, filter);
  const states = scoreStates.filter((state) => scores.some((score) => stateOf(score) === state));
  const choices: readonly Filter[] = ["now", "all", ...states];
  return (
    <>
      {platforms.filter(({ state }) => state === "paused").map((one) => <Paused key={one.platform} platform={one} />)}
      <section class="card" aria-labelledby="scores">
        <div class="head"><h2 id="scores">{tn("scores.count", rows.length)}</h2></div>
        <Chips label={t("filter.label")} value={filter} onValue={(value) => setFilter(choices.find((one) => one === value) ?? "all")}
          options={[
            { value: "now", label: t("filter.now", { n: urgent }) }, { value: "all", label: t("filter.all", { n: scores.length }) },
            ...states.map((state) => ({ value: state, label: t(`score.${state}`) })),
          ]} />
        <p class="vh" role="status">{tn("scores.count", rows.length)}</p>
        {rows.length === 0 && <Empty><p>{t(scores.length === 0 ? "scores.none" : filter === "now" ? "scores.calm" : "scores.none_here")}</p></Empty>}
        <ul class="ex">{rows.slice(0, size).map((score) => <li key={score.id}><Row score={score} /></li>)}</ul>
        {rows.length > size && <div><button type="button" class="btn two sm" onClick={() => setSize(size + page)}>{t("act.next_of", { n: Math.min(page, rows.length - size), total: rows.length })}</button></div>}
      </section>
    </>
  );
}

function Paused({ platform }: { platform: Platform }) {
  const words = useWords();
  const { t, tn } = words;
  const again = moment(words, platform.nextTime);
  return (
    <Message tone="warn">
      <p><b class="b">{hostOf(platform.platform)}:</b> {platform.cause}</p>
      <p>{tn("scores.wait_for", platform.waitingCount)} {again !== "" && t("scores.tried_again", { time: again })}</p>
      {platform.action !== "" && <p>{platform.action}</p>}
    </Message>
  );
}

function Row({ score }: { score: Score }) {
  const words = useWords();
  const { t } = words;
  const [open, setOpen] = useState(false);
  const state = stateOf(score);
  const who = score.studentName || score.columnLabel || score.id;
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <b class="b">{who}</b>
        <span class="w">{[score.grade !== "" && t("scores.grade", { grade: score.grade, of: score.gradeMaximum }), hostOf(score.platform), moment(words, score.publishTime)].filter(Boolean).join(" · ")}</span>
        <span class="x">{state === undefined ? <Status tone="note">{score.state}</Status> : <Status tone={stateTone[state]}>{t(`score.${state}`)}</Status>}<Icon name="down" /></span>
      </summary>
      {open && <Body score={score} />}
    </details>
  );
}

const outcomeTone = { sent: "ok", retry: "wait", refused: "stop", unknown: "note" } as const;
const outcomes = ["sent", "retry", "refused", "unknown"] as const;

function Body({ score }: { score: Score }) {
  const words = useWords();
  const { t, tn, lang } = words;
  const store = useSessionStore();
  const cache = useQueryClient();
  const toast = useToast();
  const history = useQuery({ queryKey: ["scores", "history", score.id, lang], queryFn: () => scoreHistory(store, score.id, lang) });
  const act = useAct(() => resendScore(store, score.id, lang), () => {
    toast(t("done.resent"));
    void cache.invalidateQueries({ queryKey: ["scores"] });
  });
  const facts = [
    ["scores.column", score.columnLabel], ["scores.course", score.course],
    ["scores.handed_in", moment(words, score.submitTime)], ["scores.published", moment(words, score.publishTime)],
    ["scores.sent", moment(words, score.sentTime)], ["scores.next", moment(words, score.nextTime)],
  ] as const;
  return (
    <div class="do">
      {(score.cause !== "" || score.action !== "") && <Message tone={stateOf(score) === "refused" ? "stop" : "note"}><p>{score.cause}</p>{score.action !== "" && <p>{score.action}</p>}</Message>}
      <dl class="scfacts">{facts.filter(([, value]) => value !== "").map(([key, value]) => <div key={key}><dt>{t(key)}</dt><dd>{value}</dd></div>)}</dl>
      <Trouble error={act.error} />
      {score.mayResend && <div><button type="button" class="btn two sm" disabled={act.busy} onClick={() => act.run(undefined)}>{t("act.resend")}<span class="vh"> {score.studentName}</span></button></div>}
      <Faces of={history}>{({ attempts, versions }) => (
        <div class="stack tight">
          <h3>{t("scores.history")}</h3>
          {attempts.length === 0 && <p class="s q">{t("scores.no_attempts")}</p>}
          {attempts.length > 0 && (
            <ol class="list">
              {attempts.map((attempt) => {
                const outcome = outcomes.find((known) => known === attempt.outcome);
                return (
                  <li key={attempt.beginTime}>
                    <div><b class="b">{moment(words, attempt.beginTime)}{attempt.count > 1 && attempt.endTime !== "" && ` – ${moment(words, attempt.endTime)}`}</b><p>{[attempt.count > 1 && tn("scores.times", attempt.count), attempt.cause].filter(Boolean).join(" · ")}</p></div>
                    {outcome ? <Status tone={outcomeTone[outcome]}>{t(`attempt.${outcome}`)}</Status> : <Status tone="note">{attempt.outcome}</Status>}
                  </li>
                );
              })}
            </ol>
          )}
          {versions.length > 1 && <p class="s">{versions.map((one) => {
            const state = stateOf(one);
            return t("scores.version", { n: one.version, grade: one.grade, state: state === undefined ? one.state : t(`score.${state}`) });
          }).join(" · ")}</p>}
        </div>
      )}</Faces>
    </div>
  );
}

export default withParts(["scores"], ScoresPlace);

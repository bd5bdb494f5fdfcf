// Assessments of those who judge or look on: what waits for the examiner, what is over, and the desk of one.
import { useState } from "preact/hooks";
import { useSession } from "../../shared/api/hooks";
import { usePage } from "../../shared/frame/router";
import { useWords } from "../../shared/i18n/context";
import { withParts } from "../../shared/i18n/part";
import { Empty, Faces } from "../../shared/ui/faces";
import { Chips } from "../../shared/ui/fields";
import { Status } from "../../shared/ui/status";
import { Desk } from "./desk";
import { assessmentHref, byUrgency, inputKey, isToJudge, markText, holding, stateKey, stateTone, useAssessment, useAssessments, type Assessment } from "./model";
import { OpenForm } from "./open_form";
import "./assessment.css";

function Place({ name }: { name: string }) {
  return name === "" ? <List /> : <One name={name} />;
}

function One({ name }: { name: string }) {
  const { t } = useWords();
  const assessment = useAssessment(name);
  return (
    <>
      {assessment.data === undefined && <h1>{t("judge.title")}</h1>}
      <Faces of={assessment}>{(found) => <Desk assessment={found} />}</Faces>
    </>
  );
}

function List() {
  const { t } = useWords();
  usePage(t("judge.title"));
  const list = useAssessments();
  const office = useSession().role === "practice_office";
  const [opening, setOpening] = useState(false);
  return (
    <>
      {office && <p><a class="s" href="#/register">{t("register.back")}</a></p>}
      <div class="head"><h1>{t("judge.title")}</h1>{office && !opening && <button type="button" class="btn sm" onClick={() => setOpening(true)}>{t("act.open_assessment")}</button>}</div>
      {opening && <OpenForm known={list.data ?? []} onClose={() => setOpening(false)} />}
      <Faces of={list}>{(found) => <Known list={found} />}</Faces>
    </>
  );
}

function Known({ list }: { list: readonly Assessment[] }) {
  const { t, tn } = useWords();
  const open = byUrgency(list);
  const over = list.filter((one) => !isToJudge(one));
  const [shown, setShown] = useState(open.length === 0 && over.length > 0 ? "over" : "open");
  const rows = shown === "open" ? open : over;
  return (
    <section class="card" aria-labelledby="assessments">
      <div class="head"><h2 id="assessments">{tn("judge.count", rows.length)}</h2></div>
      <Chips label={t("filter.label")} value={shown} onValue={setShown} options={[{ value: "open", label: t("judge.open", { n: open.length }) }, { value: "over", label: t("judge.over", { n: over.length }) }]} />
      {rows.length === 0 && <Empty><p>{t(list.length === 0 ? "judge.none" : "judge.none_here")}</p></Empty>}
      {rows.length > 0 && <ul class="list">{rows.map((one) => <li key={one.name}><Row assessment={one} /></li>)}</ul>}
    </section>
  );
}

function Row({ assessment }: { assessment: Assessment }) {
  const { t, lang } = useWords();
  const { labels, state, missingInputs } = assessment;
  const result = holding(assessment);
  return (
    <>
      <div>
        <a class="b" href={assessmentHref(assessment.name)}>{labels?.student}</a>
        <p>{[labels?.programme, labels?.organisation].filter(Boolean).join(" · ")}</p>
        {missingInputs.length > 0 && isToJudge(assessment) && <p class="xs qq">{t("judge.still", { inputs: missingInputs.map((input) => t(inputKey[input]).toLowerCase()).join(", ") })}</p>}
      </div>
      <div class="r"><Status tone={stateTone[state]}>{t(stateKey[state])}</Status>{result && <span class="num b">{markText(result.finalMarkTenths, lang)}</span>}</div>
    </>
  );
}

export const Desks = withParts(["evidence", "assessment"], Place);

// Parts of an assessment that several readers see: what is in, what was decided, and who appealed.
import { useWords } from "../../shared/i18n/context";
import { Status } from "../../shared/ui/status";
import { useEvidenceOf, useOutcomeProgress, type EvidenceItem } from "../../triangle/evidence";
import { EvidenceContentView } from "../../triangle/evidence_content";
import { Decision, exclusionKey, Exclusion, Input, inputKey, inputs, markText, TalkKind, type Appeal, type Assessment, type Judgement, type Weighed } from "./model";

/** Titles of outcomes by code; codes alone while they are not known. */
export function useTitles(placement: string): (code: string) => string {
  const progress = useOutcomeProgress(placement);
  return (code) => `${code} ${progress.data?.rows.find(({ outcomeCode }) => outcomeCode === code)?.outcomeTitle ?? ""}`.trim();
}

/** Each input with whether it is in; a click opens what it says. */
export function Inputs({ assessment }: { assessment: Assessment }) {
  const { t } = useWords();
  return (
    <ul class="asin">
      {inputs.map((input) => (
        <li key={input}>
          {assessment.missingInputs.includes(input)
            ? <p class="row apart"><span class="b">{t(inputKey[input])}</span><Status tone="note">{t("input.missing")}</Status></p>
            : (
              <details>
                <summary class="row apart"><span class="b">{t(inputKey[input])}</span><Status tone="ok">{t("input.there")}</Status></summary>
                <Said assessment={assessment} input={input} />
              </details>
            )}
        </li>
      ))}
    </ul>
  );
}

const talkKey = { [TalkKind.KIND_UNSPECIFIED]: "talk.talk", [TalkKind.TALK]: "talk.talk", [TalkKind.PRESENTATION]: "talk.presentation" } as const;

function Said({ assessment, input }: { assessment: Assessment; input: Input }) {
  const { t, dates } = useWords();
  const titled = useTitles(assessment.placement);
  const { advice, talk, product, reflection, proofOfCompetence } = assessment;
  switch (input) {
    case Input.ADVICE:
      return advice === undefined ? null : (
        <div class="stack tight">
          <p class="xs qq">{t("advice.is_advice", { name: assessment.labels?.supervisor ?? "" })}</p>
          <ul class="bullets s">{advice.outcomes.map(({ outcomeCode, level, remark }) => <li key={outcomeCode}><b class="b">{titled(outcomeCode)}:</b> {level === 0 ? t("level.cannot_say") : t(levelKey(level))}{remark !== "" && ` · ${remark}`}</li>)}</ul>
          {advice.remarks !== "" && <p class="prose">{advice.remarks}</p>}
        </div>
      );
    case Input.TALK:
      return talk === undefined ? null : <div class="stack tight"><p class="s q">{t(talkKey[talk.kind])}{talk.heldDate && ` · ${dates.day(talk.heldDate)}`}</p><p class="prose">{talk.notes}</p></div>;
    case Input.PRODUCT:
      return product === undefined ? null : <Product assessment={assessment} />;
    case Input.REFLECTION:
      return <p class="prose">{reflection?.text}</p>;
    case Input.PROOF_OF_COMPETENCE:
      return <p class="prose">{proofOfCompetence?.text}</p>;
    default:
      return null;
  }
}

/** The version that was handed in, as it was. */
function Product({ assessment }: { assessment: Assessment }) {
  const { t, dates } = useWords();
  const items = useEvidenceOf(assessment.placement);
  const item = items.data?.find(({ name }) => name === assessment.product?.evidenceItem);
  const version = item?.versions.find((one) => one.version === assessment.product?.version);
  return (
    <div class="stack tight">
      <p class="s q">{item?.title}{assessment.submissionTime && ` · ${t("product.handed_in", { date: dates.moment(assessment.submissionTime) })}`}</p>
      {item && version && <EvidenceContentView item={item.name} version={version} />}
    </div>
  );
}

const levelKeys = ["level.not_yet", "level.not_yet", "level.almost", "level.as_asked", "level.more"] as const;

export function levelKey(level: number) {
  return levelKeys[level] ?? "level.as_asked";
}

/** A decision as it was taken: the mark, each outcome with why, and which evidence counted. */
export function Decided({ judgement, placement }: { judgement: Judgement; placement: string }) {
  const { t, tn, lang } = useWords();
  const titled = useTitles(placement);
  return (
    <div class="stack">
      <p class="asmark"><b class="num">{markText(judgement.finalMarkTenths, lang)}</b> <span class="s q">{t("judge.of_ten")}</span></p>
      <p class="prose">{judgement.reason}</p>
      <ul class="list">
        {judgement.outcomes.map(({ outcomeCode, level, reason, countedEvidence }) => (
          <li key={outcomeCode}>
            <div><b class="b">{titled(outcomeCode)}</b><p class="prose">{reason}</p><p class="xs qq">{tn("judge.counted", countedEvidence)}</p></div>
            <Status tone={level === 1 ? "stop" : level === 2 ? "warn" : "ok"}>{t(levelKey(level))}</Status>
          </li>
        ))}
      </ul>
      <EvidenceList heading={t("judge.counts")} list={judgement.countedEvidence} />
      <EvidenceList heading={t("judge.counts_not")} list={judgement.excludedEvidence} />
    </div>
  );
}

function EvidenceList({ heading, list }: { heading: string; list: readonly Weighed[] }) {
  const { t } = useWords();
  if (list.length === 0) return null;
  return (
    <div class="stack tight">
      <h3>{heading}</h3>
      <ul class="bullets s">{list.map(({ evidenceItem, version, title, outcomeCodes, exclusion }) => <li key={`${evidenceItem}/${version}`}>{title}{outcomeCodes.length > 0 && ` (${outcomeCodes.join(", ")})`}{exclusion !== Exclusion.EXCLUSION_UNSPECIFIED && `: ${t(exclusionKey[exclusion])}`}</li>)}</ul>
    </div>
  );
}

/** Evidence as it stands now: what counts first, what does not with its reason; each opens. */
export function EvidenceNow({ items, weigh }: { items: readonly EvidenceItem[]; weigh: (item: EvidenceItem) => Exclusion }) {
  const { t } = useWords();
  const counts = items.filter((item) => weigh(item) === Exclusion.EXCLUSION_UNSPECIFIED);
  const others = items.filter((item) => !counts.includes(item));
  return (
    <ul class="asin">
      {[...counts, ...others].map((item) => {
        const exclusion = weigh(item);
        const version = item.versions[item.versions.length - 1];
        return (
          <li key={item.name}>
            <details>
              <summary class="row apart">
                <span><b class="b">{item.title}</b> <span class="xs qq">{item.outcomeCodes.join(", ")}</span></span>
                <Status tone={exclusion === Exclusion.EXCLUSION_UNSPECIFIED ? "ok" : exclusion === Exclusion.DISPUTED ? "stop" : "warn"}>{t(exclusionKey[exclusion])}</Status>
              </summary>
              {version && <EvidenceContentView item={item.name} version={version} />}
            </details>
          </li>
        );
      })}
    </ul>
  );
}

const decisionKey = { [Decision.DECISION_UNSPECIFIED]: "appeal.open", [Decision.UPHELD]: "appeal.upheld", [Decision.REJECTED]: "appeal.rejected" } as const;

/** Appeals and earlier judgements, newest first. */
export function History({ assessment }: { assessment: Assessment }) {
  const { t, dates, lang } = useWords();
  const published = assessment.judgements.filter(({ publishTime }) => publishTime !== undefined);
  if (assessment.appeals.length === 0 && published.length < 2) return null;
  return (
    <section class="card" aria-labelledby="history">
      <h2 id="history">{t("judge.history")}</h2>
      <ol class="list" reversed>
        {[...published].reverse().map((judgement) => (
          <li key={`j${judgement.version}`}><div><b class="b">{t("judge.version", { n: judgement.version })}</b><p>{judgement.publishTime && dates.moment(judgement.publishTime)}</p></div><span class="num b">{markText(judgement.finalMarkTenths, lang)}</span></li>
        ))}
      </ol>
      {[...assessment.appeals].reverse().map((appeal) => <OneAppeal key={appeal.number} appeal={appeal} />)}
    </section>
  );
}

function OneAppeal({ appeal }: { appeal: Appeal }) {
  const { t, dates } = useWords();
  return (
    <div class="stack tight">
      <p class="row apart"><b class="b">{t("appeal.number", { n: appeal.number })}{appeal.appealTime && ` · ${dates.moment(appeal.appealTime)}`}</b><Status tone={appeal.decision === Decision.DECISION_UNSPECIFIED ? "wait" : "note"}>{t(decisionKey[appeal.decision])}</Status></p>
      <p class="prose">{appeal.grounds}</p>
      {appeal.reason !== "" && <p class="prose"><b class="b">{t("appeal.answer")}:</b> {appeal.reason}</p>}
    </div>
  );
}

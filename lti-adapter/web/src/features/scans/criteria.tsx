// What a programme asks of a workplace, in versions. Who may make a new one has the form; the others read.
import { useState } from "preact/hooks";
import { useSession } from "../../shared/api/hooks";
import { usePage } from "../../shared/frame/router";
import { useWords } from "../../shared/i18n/context";
import { withParts } from "../../shared/i18n/part";
import { Empty, Faces } from "../../shared/ui/faces";
import { Choice } from "../../shared/ui/fields";
import { Icon, Status } from "../../shared/ui/status";
import { useProgrammes } from "../../triangle/directory";
import { useCriteria, Weight, type ScanCriteria } from "../../triangle/scans";
import { CriteriaForm } from "./criteria_form";
import { subjectKey, titleOf } from "./words";
import "../../shared/ui/tables.css";
import "./scans.css";

const makers = ["programme_manager", "institution_admin"];

function CriteriaPage() {
  const { t } = useWords();
  usePage(t("criteria.title"));
  const role = useSession().role;
  const programmes = useProgrammes();
  const [chosen, setChosen] = useState("");
  const programme = chosen || programmes.data?.[0]?.name || "";
  return (
    <>
      <div class="stack tight">
        {role === "practice_office" && <a class="s" href="#/scans">{t("scans.back")}</a>}
        <h1>{t("criteria.title")}</h1>
        <p class="s q">{t("criteria.explain")}</p>
      </div>
      <Faces of={programmes}>
        {(list) => (
          <div class="narrow"><Choice label={t("criteria.programme")} value={programme} onValue={setChosen} options={list.map((one) => ({ value: one.name, label: one.displayName }))} /></div>
        )}
      </Faces>
      {programme !== "" && <Versions key={programme} programme={programme} maker={makers.includes(role)} />}
    </>
  );
}

function Versions({ programme, maker }: { programme: string; maker: boolean }) {
  const { t } = useWords();
  const versions = useCriteria(programme);
  const [making, setMaking] = useState(false);
  return (
    <Faces of={versions}>
      {(list) => (
        <>
          {making
            ? <CriteriaForm programme={programme} from={list[0]} onClose={() => setMaking(false)} />
            : maker && <div><button type="button" class="btn" onClick={() => setMaking(true)}>{t("act.new_criteria")}</button></div>}
          {list.length === 0 && <Empty><p>{t("criteria.none")}</p></Empty>}
          {list.map((version, index) => <Version key={version.name} version={version} counts={countsSomewhere(version, list.slice(0, index))} />)}
        </>
      )}
    </Faces>
  );
}

/** In each phase the newest version that covers it counts. */
function countsSomewhere(version: ScanCriteria, newer: readonly ScanCriteria[]): boolean {
  const covered = (phase: number) => newer.some(({ firstPhase, lastPhase }) => firstPhase <= phase && phase <= lastPhase);
  for (let phase = version.firstPhase; phase <= version.lastPhase; phase += 1) if (!covered(phase)) return true;
  return false;
}

function Version({ version, counts }: { version: ScanCriteria; counts: boolean }) {
  const words = useWords();
  const { t, dates } = words;
  const title = t("criteria.version", { n: version.version, from: version.firstPhase, to: version.lastPhase });
  return (
    <details class="card" open={counts}>
      <summary class="row apart"><b class="b">{title} <Icon name="down" /></b><Status tone={counts ? "ok" : "note"}>{t(counts ? "criteria.newest" : "criteria.older")}</Status></summary>
      {version.createTime && <p class="xs qq">{t("criteria.made", { date: dates.day(dates.dayOf(version.createTime)) })}</p>}
      <table class="cards">
        <caption class="vh">{title}</caption>
        <thead><tr><th scope="col">{t("scans.criterion")}</th><th scope="col">{t("criteria.about")}</th><th scope="col">{t("criteria.weight")}</th></tr></thead>
        <tbody>
          {version.criteria.map((criterion) => (
            <tr key={criterion.code}>
              <th scope="row">{titleOf(words, criterion)} <span class="hint">{criterion.code}</span></th>
              <td data-label={t("criteria.about")}>{t(subjectKey[criterion.subject])}</td>
              <td data-label={t("criteria.weight")}>{t(criterion.weight === Weight.ESSENTIAL ? "scan.essential" : "scan.desirable")}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

export default withParts(["scan", "scans"], CriteriaPage);

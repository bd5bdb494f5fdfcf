// What is stuck with scans: one row per workplace that needs somebody, which opens in place with the most likely act first.
import { useState } from "preact/hooks";
import { usePage } from "../../shared/frame/router";
import { useWords } from "../../shared/i18n/context";
import { Empty, Faces } from "../../shared/ui/faces";
import { Chips } from "../../shared/ui/fields";
import { Icon, Status } from "../../shared/ui/status";
import { useScans, type WorkplaceScan } from "../../triangle/scans";
import { AskForm } from "./ask_form";
import { exceptionOf, sorted, type Exception } from "./exceptions";
import { RowBody } from "./row_body";
import { VerdictTag } from "./verdict";
import "../../shared/ui/exceptions.css";
import "./scans.css";

const page = 25;

export function Scans() {
  const { t } = useWords();
  usePage(t("place.scans"));
  const scans = useScans();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <div class="head">
        <h1>{t("place.scans")}</h1>
        <div class="row"><a class="s" href="#/tasks">{t("scans.see_tasks")}</a><a class="s" href="#/checkins">{t("place.meetings")}</a><a class="s" href="#/ways">{t("scans.see_ways")}</a><a class="s" href="#/criteria">{t("scans.see_criteria")}</a><button type="button" class="btn sm" onClick={() => setAsking(true)}>{t("act.ask_scan")}</button></div>
      </div>
      <Faces of={scans}>{(list) => <Content scans={list} />}</Faces>
      {asking && <AskForm onClose={() => setAsking(false)} />}
    </>
  );
}

function Content({ scans }: { scans: readonly WorkplaceScan[] }) {
  const { t, tn, dates } = useWords();
  const [all, setAll] = useState(false);
  const [size, setSize] = useState(page);
  const rows = sorted(scans.map((scan) => exceptionOf(scan, dates.today())));
  const stuck = rows.filter(({ cause }) => cause !== "calm");
  const shown = all ? rows : stuck;
  return (
    <section class="card" aria-labelledby="scans">
      <div class="head">
        <h2 id="scans">{tn("scans.things", stuck.length)}</h2>
        <Chips label={t("filter.label")} value={all ? "all" : "now"} onValue={(value) => setAll(value === "all")} options={[{ value: "now", label: t("filter.now", { n: stuck.length }) }, { value: "all", label: t("filter.all", { n: rows.length }) }]} />
      </div>
      <p class="vh" role="status">{tn("scans.shown", shown.length)}</p>
      {shown.length === 0
        ? <Empty><p>{t(rows.length === 0 ? "scans.empty" : "scans.calm")}</p></Empty>
        : <ul class="ex">{shown.slice(0, size).map((row, index) => <li key={row.scan.name}><Row row={row} first={index === 0} /></li>)}</ul>}
      {shown.length > size && <div><button type="button" class="btn two sm" onClick={() => setSize(size + page)}>{t("act.next_of", { n: Math.min(page, shown.length - size), total: shown.length })}</button></div>}
    </section>
  );
}

function Row({ row, first }: { row: Exception; first: boolean }) {
  const { t, tn, dates } = useWords();
  const [open, setOpen] = useState(first);
  const { scan, cause, due, late } = row;
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <b class="b">{scan.labels?.workplace} · {scan.labels?.organisation}</b>
        <span class="w">{t(`scancause.${cause}`)} · {t("scan.for", { programme: scan.labels?.programme ?? "", phase: scan.phase })}</span>
        <span class="x">
          {cause === "calm"
            ? <VerdictTag scan={scan} />
            : late > 0
              ? <Status tone="stop">{tn("scans.late", late)}</Status>
              : <Status tone={cause === "to_assess" ? "warn" : "wait"}>{due ? t(cause === "expiring" ? "scans.until" : "turn.by", { date: dates.day(due) }) : t(cause === "to_assess" ? "scans.waits" : "turn.asked")}</Status>}
          <Icon name="down" />
        </span>
      </summary>
      {open && <RowBody row={row} />}
    </details>
  );
}

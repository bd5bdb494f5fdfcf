// An opened row: the fact, then the most likely act.
import { useState } from "preact/hooks";
import { useWords } from "../../shared/i18n/context";
import { isOpen } from "../../triangle/scans";
import { scanHref } from "../../triangle/scan_href";
import { Conditions } from "./conditions";
import type { Exception } from "./exceptions";
import { Remind } from "./remind";
import { ReopenDialog } from "./reopen_dialog";
import { triggerKey } from "./words";

export function RowBody({ row: { scan, cause, due } }: { row: Exception }) {
  const { t, dates } = useWords();
  const [reopening, setReopening] = useState(false);
  const waits = cause === "requested" || cause === "reopened";
  const over = cause === "expired" || cause === "expiring";
  const date = due === undefined ? "" : dates.dayWeek(due);
  const who = scan.labels?.supervisor ?? "";
  const place = scan.labels?.workplace ?? "";
  return (
    <div class="do">
      <p>
        {waits && t("scanfact.waits", { name: who, date: scan.createTime ? dates.day(dates.dayOf(scan.createTime)) : "" })}
        {cause === "to_assess" && t("scanfact.to_assess", { name: who })}
        {cause === "conditions" && t("scanfact.conditions")}
        {cause === "expiring" && t("scanfact.expiring", { date })}
        {cause === "expired" && t("scanfact.expired", { date })}
        {cause === "calm" && (due ? t("scan.valid", { date }) : t("scanfact.unfit"))}
      </p>
      <p class="xs qq">{t("scans.why", { why: t(triggerKey[scan.trigger]) })}{scan.triggerReason !== "" && `: ${scan.triggerReason}`}</p>
      {cause === "conditions" && <Conditions scan={scan} />}
      <div class="row">
        {waits && <Remind scan={scan} />}
        {over && <button type="button" class="btn sm" onClick={() => setReopening(true)}>{t("act.reopen_scan")}<span class="vh"> {place}</span></button>}
        <a class={cause === "to_assess" ? "btn sm" : "btn two sm"} href={scanHref(scan.name)}>{t(cause === "to_assess" ? "act.assess" : waits ? "act.fill_scan" : "act.see_scan")}<span class="vh"> {place}</span></a>
        {!isOpen(scan) && !over && <button type="button" class="btn flat sm" onClick={() => setReopening(true)}>{t("act.reopen_scan")}<span class="vh"> {place}</span></button>}
      </div>
      {reopening && <ReopenDialog scan={scan} onClose={() => setReopening(false)} />}
    </div>
  );
}

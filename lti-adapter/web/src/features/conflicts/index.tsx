// Who may not come together: a student and an organisation, or one supervisor of it (R22). Everybody reads what is within reach;
// student, contact person and practice office record, and the practice office ends. Never loaded by the employer's side.
import { useState } from "preact/hooks";
import type { ConflictOfInterest } from "../../gen/driehoek/v1/conflict_pb";
import { useSession } from "../../shared/api/hooks";
import { usePage } from "../../shared/frame/router";
import { useWords } from "../../shared/i18n/context";
import { withParts } from "../../shared/i18n/part";
import { Empty, Faces } from "../../shared/ui/faces";
import { Chips } from "../../shared/ui/fields";
import { Icon, Status } from "../../shared/ui/status";
import { isAbout, isRunning, runningFirst, useAbout, useConflicts, type About } from "./calls";
import { EndDialog } from "./end_dialog";
import { Record, RecordOwn } from "./record";
import { kindKey } from "./words";
import "./conflicts.css";

/** Where each role came from. */
const back: Readonly<{ [role: string]: readonly [string, "coi.to_placement" | "coi.to_triangles" | "register.back"] }> = {
  student: ["#/placement", "coi.to_placement"],
  practice_office: ["#/register", "register.back"],
};

function ConflictsPage() {
  const { t } = useWords();
  const { role } = useSession();
  const own = role === "student";
  const title = t(own ? "coi.title_own" : "coi.title");
  usePage(title);
  const about = useAbout();
  const conflicts = useConflicts();
  const [recording, setRecording] = useState(false);
  const [href, key] = back[role] ?? ["#/", "coi.to_triangles"];
  const Recorder = own ? RecordOwn : Record;
  return (
    <>
      <div class="stack tight">
        <p><a class="s" href={href}>{t(key)}</a></p>
        <div class="head">
          <h1>{title}</h1>
          {role !== "programme_manager" && <button type="button" class="btn sm" onClick={() => setRecording(true)}>{t(own ? "act.record_own" : "act.record_conflict")}</button>}
        </div>
        <p class="s q">{t(own ? "coi.explain_own" : "coi.explain")} <span class="nw"><Icon name="lock" /> {t("priv.lock")}</span></p>
      </div>
      <Faces of={conflicts}>{(list) => <List conflicts={list.filter((one) => isAbout(one, about))} about={about} own={own} />}</Faces>
      {recording && <Recorder about={about} known={conflicts.data ?? []} onClose={() => setRecording(false)} />}
    </>
  );
}

function List({ conflicts, about, own }: { conflicts: readonly ConflictOfInterest[]; about: About; own: boolean }) {
  const { t, tn } = useWords();
  const [all, setAll] = useState(false);
  const running = conflicts.filter(isRunning);
  const shown = all ? runningFirst(conflicts) : running;
  const narrowed = about.student !== "" || about.organisation !== "";
  return (
    <section class="card" aria-labelledby="conflicts">
      <div class="head">
        <h2 id="conflicts">{tn("coi.count", running.length)}</h2>
        {conflicts.length > running.length && <Chips label={t("filter.label")} value={all ? "all" : "now"} onValue={(value) => setAll(value === "all")} options={[{ value: "now", label: t("filter.now", { n: running.length }) }, { value: "all", label: t("filter.all", { n: conflicts.length }) }]} />}
      </div>
      {narrowed && <p class="s">{t(about.student !== "" ? "coi.only_student" : "coi.only_organisation")} <a href="#/conflicts">{t("coi.show_all")}</a></p>}
      <p class="vh" role="status">{tn("filter.count", shown.length)}</p>
      {shown.length === 0
        ? <Empty><p>{t(own ? "coi.none_own" : "coi.none")}</p></Empty>
        : <ul class="list coi">{shown.map((one) => <Row key={one.name} conflict={one} own={own} />)}</ul>}
    </section>
  );
}

function Row({ conflict, own }: { conflict: ConflictOfInterest; own: boolean }) {
  const { t, dates } = useWords();
  const { role } = useSession();
  const [ending, setEnding] = useState(false);
  const { student = "", organisation = "", supervisor = "" } = conflict.labels ?? {};
  const where = supervisor === "" ? t("coi.not_at", { organisation }) : t("coi.not_under", { supervisor, organisation });
  const running = isRunning(conflict);
  return (
    <li>
      <div class="stack tight">
        <b class="b">{own ? where : student}</b>
        {!own && <p>{where}</p>}
        <p><b class="b">{t(kindKey[conflict.kind])}.</b> <span class="words">{conflict.reason}</span></p>
        {!running && conflict.endReason !== "" && <p><b class="b">{t("coi.ended_why")}</b> <span class="words">{conflict.endReason}</span></p>}
        <p class="xs qq">{conflict.createTime && t("coi.since", { date: dates.day(dates.dayOf(conflict.createTime)) })}</p>
      </div>
      <div class="stack tight side">
        <Status tone={running ? "warn" : "note"}>{running || !conflict.endTime ? t("coi.running") : t("coi.ended", { date: dates.day(dates.dayOf(conflict.endTime)) })}</Status>
        {running && role === "practice_office" && <button type="button" class="btn flat sm" onClick={() => setEnding(true)}>{t("act.end_conflict")}<span class="vh"> {student}, {organisation}</span></button>}
      </div>
      {ending && <EndDialog conflict={conflict} onClose={() => setEnding(false)} />}
    </li>
  );
}

export default withParts(["conflicts"], ConflictsPage);

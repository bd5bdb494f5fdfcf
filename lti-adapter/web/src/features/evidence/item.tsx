// One item: what it is, whether it counts and why, and what the student can do with it.
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "preact/hooks";
import { useAct, useClient, useSession } from "../../shared/api/hooks";
import { usePage } from "../../shared/frame/router";
import { useWords } from "../../shared/i18n/context";
import { Trouble } from "../../shared/ui/faces";
import { Sheet } from "../../shared/ui/sheet";
import { Message, Status } from "../../shared/ui/status";
import { useToast } from "../../shared/ui/toast";
import { canBeAsked, ConfirmationKind, evidenceHref, evidenceKey, EvidenceService, evidenceTone, evidenceWhy, isOpen, newestVersion, refreshEvidence, type EvidenceItem, type EvidenceVersion, type ProgressRow } from "../../triangle/evidence";
import type { Task } from "../../triangle/tasks";
import { VersionForm } from "./add";
import { EvidenceContentView } from "../../triangle/evidence_content";
import { Links, type Linked } from "./links";
import { AskFor } from "./list";

interface Props {
  readonly item: EvidenceItem;
  readonly outcomes: readonly ProgressRow[];
  readonly tasks: readonly Task[];
}

export function Item({ item, outcomes, tasks }: Props) {
  const words = useWords();
  const { t } = words;
  usePage(item.title);
  const owns = useSession().role === "student" && isOpen(item);
  const [doing, setDoing] = useState<"version" | "links" | "archive">();
  const newest = newestVersion(item);
  const older = item.versions.slice(0, -1).reverse();
  const titled = (code: string) => `${code} ${outcomes.find(({ outcomeCode }) => outcomeCode === code)?.outcomeTitle ?? ""}`.trim();
  const close = () => setDoing(undefined);
  return (
    <>
      <div class="stack tight">
        <a class="s" href={evidenceHref(item.placement)}>{t("ev.back")}</a>
        <div class="head"><h1>{item.title}</h1><Status tone={evidenceTone[item.state]}>{t(evidenceKey[item.state])}</Status></div>
        <p class="s q">{[item.labels?.student, item.labels?.organisation, t("ev.version", { n: item.version })].filter(Boolean).join(" · ")}</p>
        <p>{evidenceWhy(words, item)}</p>
      </div>
      {item.confirmationLapsed && <Message tone="warn"><p>{t("ev.lapsed")}</p></Message>}
      {doing === "version" && <VersionForm item={item} onClose={close} />}
      {newest && (
        <section class="card" aria-labelledby="what">
          <h2 id="what">{t("ev.what")}</h2>
          <EvidenceContentView key={newest.version} item={item.name} version={newest} />
          {owns && doing !== "version" && <div><button type="button" class="btn two sm" onClick={() => setDoing("version")}>{t("act.add_version")}</button></div>}
        </section>
      )}
      <section class="card" aria-labelledby="shows">
        <h2 id="shows">{t("ev.shows")}</h2>
        {doing === "links"
          ? <LinkForm item={item} outcomes={outcomes} tasks={tasks} onClose={close} />
          : (
            <>
              {item.outcomeCodes.length === 0 ? <p class="s q">{t("ev.no_outcomes")}</p> : <ul class="bullets s">{item.outcomeCodes.map((code) => <li key={code}>{titled(code)}</li>)}</ul>}
              {item.labels?.learningTask && <p class="s">{t("ev.from_task", { title: item.labels.learningTask })}</p>}
              {owns && <div><button type="button" class="btn two sm" onClick={() => setDoing("links")}>{t("act.link_evidence")}</button></div>}
            </>
          )}
      </section>
      {owns && canBeAsked(item) && <AskFor items={[item]} onDone={close} />}
      {older.length > 0 && (
        <section class="card" aria-labelledby="older">
          <h2 id="older">{t("ev.older")}</h2>
          <ol class="list" reversed>{older.map((version) => <li key={version.version}><Older item={item.name} version={version} /></li>)}</ol>
        </section>
      )}
      {owns && <div><button type="button" class="btn flat sm" onClick={() => setDoing("archive")}>{t("act.archive_evidence")}</button></div>}
      {doing === "archive" && <ArchiveDialog item={item} onClose={close} />}
    </>
  );
}

function Older({ item, version }: { item: string; version: EvidenceVersion }) {
  const { t, dates } = useWords();
  const [open, setOpen] = useState(false);
  const said = version.confirmation?.kind;
  return (
    <>
      <div class="stack tight">
        <p class="s q">{t("ev.version", { n: version.version })}{version.createTime && ` · ${dates.day(dates.dayOf(version.createTime))}`}</p>
        {open ? <EvidenceContentView item={item} version={version} /> : <div><button type="button" class="btn flat sm" onClick={() => setOpen(true)}>{t("act.show_version")}<span class="vh"> {version.version}</span></button></div>}
      </div>
      {said === ConfirmationKind.CONFIRMED && <Status tone="note">{t("ev.was_confirmed")}</Status>}
      {said === ConfirmationKind.DISPUTED && <Status tone="note">{t("ev.was_disputed")}</Status>}
    </>
  );
}

function LinkForm({ item, outcomes, tasks, onClose }: Props & { onClose: () => void }) {
  const { t } = useWords();
  const client = useClient(EvidenceService);
  const cache = useQueryClient();
  const toast = useToast();
  const [linked, setLinked] = useState<Linked>({ codes: item.outcomeCodes, task: item.learningTask });
  const act = useAct(
    (_: undefined, requestId) => client.linkEvidenceItem({ name: item.name, outcomeCodes: [...linked.codes], learningTask: linked.task, etag: item.etag, requestId }),
    () => {
      toast(t("done.evidence_linked"));
      refreshEvidence(cache);
      onClose();
    },
  );
  return (
    <form aria-labelledby="shows" onSubmit={(event) => {
      event.preventDefault();
      act.run(undefined);
    }}>
      <Links linked={linked} onLinked={setLinked} outcomes={outcomes} tasks={tasks} />
      <Trouble error={act.error} />
      <div class="row"><button type="submit" class="btn" disabled={act.busy || linked.codes.length === 0}>{t("act.save_links")}</button><button type="button" class="btn flat" onClick={onClose}>{t("act.cancel")}</button></div>
    </form>
  );
}

/** It does not come back, so it asks first. */
function ArchiveDialog({ item, onClose }: { item: EvidenceItem; onClose: () => void }) {
  const { t } = useWords();
  const client = useClient(EvidenceService);
  const cache = useQueryClient();
  const toast = useToast();
  const act = useAct(
    (_: () => void, requestId) => client.archiveEvidenceItem({ name: item.name, etag: item.etag, requestId }),
    (_, close) => {
      toast(t("done.evidence_archived"));
      refreshEvidence(cache);
      close();
    },
  );
  return (
    <Sheet kind="dialog" title={t("ev.archive_title")} onClose={onClose}>
      {(close) => (
        <>
          <p>{t("ev.archive_text")}</p>
          <Trouble error={act.error} />
          <div class="row"><button type="button" class="btn danger" disabled={act.busy} onClick={() => act.run(close)}>{t("act.archive_yes")}</button><button type="button" class="btn flat" onClick={close}>{t("act.cancel")}</button></div>
        </>
      )}
    </Sheet>
  );
}

// Adding evidence, or a newer version of it: what it is first, then its name and what it shows.
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "preact/hooks";
import { useAct, useClient } from "../../shared/api/hooks";
import { useWords } from "../../shared/i18n/context";
import { Trouble } from "../../shared/ui/faces";
import { TextArea, TextField } from "../../shared/ui/fields";
import { useToast } from "../../shared/ui/toast";
import { EvidenceService, refreshEvidence, type EvidenceItem, type ProgressRow } from "../../triangle/evidence";
import type { Task } from "../../triangle/tasks";
import { Links, type Linked } from "./links";
import { contentOf, isWritten, nothingWritten, Pick, useUpload } from "./pick";

interface Props {
  readonly placement: string;
  readonly outcomes: readonly ProgressRow[];
  readonly tasks: readonly Task[];
  readonly onClose: () => void;
}

export function AddForm({ placement, outcomes, tasks, onClose }: Props) {
  const { t } = useWords();
  const client = useClient(EvidenceService);
  const cache = useQueryClient();
  const toast = useToast();
  const heading = useRef<HTMLHeadingElement>(null);
  // The button that opened the form is gone.
  useEffect(() => heading.current?.focus(), []);
  const [written, setWritten] = useState(nothingWritten);
  const [title, setTitle] = useState("");
  const [linked, setLinked] = useState<Linked>({ codes: [], task: "" });
  const file = useUpload(placement);
  const act = useAct(
    async (_: undefined, requestId) => client.createEvidenceItem({
      parent: placement.split("/").slice(0, 2).join("/"),
      evidenceItem: { placement, title: title.trim(), outcomeCodes: [...linked.codes], learningTask: linked.task },
      content: await contentOf(written, file), requestId,
    }),
    () => {
      toast(t("done.evidence_added"));
      refreshEvidence(cache);
      onClose();
    },
  );
  return (
    <form class="card" aria-labelledby="add" onSubmit={(event) => {
      event.preventDefault();
      act.run(undefined);
    }}>
      <h2 id="add" ref={heading} tabIndex={-1}>{t("ev.new")}</h2>
      <Pick written={written} onWritten={setWritten} file={file} />
      <TextField label={t("ev.title")} hint={t("ev.title_hint")} value={title} onValue={setTitle} maxLength={200} required />
      <Links linked={linked} onLinked={setLinked} outcomes={outcomes} tasks={tasks} />
      <TextArea label={t("ev.note")} hint={t("optional")} value={written.note} onValue={(note) => setWritten({ ...written, note })} maxLength={1000} />
      {act.busy && file.sending !== undefined && <p class="s q" role="status">{t("ev.after_upload")}</p>}
      {file.sending?.error === undefined && <Trouble error={act.error} />}
      <div class="row"><button type="submit" class="btn" disabled={act.busy || title.trim() === "" || !isWritten(written, file)}>{t("act.save_evidence")}</button><button type="button" class="btn flat" onClick={onClose}>{t("act.cancel")}</button></div>
    </form>
  );
}

/** A newer version; what was confirmed of the one before must be confirmed anew. */
export function VersionForm({ item, onClose }: { item: EvidenceItem; onClose: () => void }) {
  const { t } = useWords();
  const client = useClient(EvidenceService);
  const cache = useQueryClient();
  const toast = useToast();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const [written, setWritten] = useState(nothingWritten);
  const file = useUpload(item.placement);
  const act = useAct(
    async (_: undefined, requestId) => client.addEvidenceVersion({ name: item.name, etag: item.etag, content: await contentOf(written, file), requestId }),
    () => {
      toast(t("done.evidence_version"));
      refreshEvidence(cache);
      onClose();
    },
  );
  return (
    <form class="card" aria-labelledby="newer" onSubmit={(event) => {
      event.preventDefault();
      act.run(undefined);
    }}>
      <h2 id="newer" ref={heading} tabIndex={-1}>{t("ev.new_version", { n: item.version + 1 })}</h2>
      <p class="s q">{t("ev.version_again")}</p>
      <Pick written={written} onWritten={setWritten} file={file} />
      <TextArea label={t("ev.different")} hint={t("optional")} value={written.note} onValue={(note) => setWritten({ ...written, note })} maxLength={1000} />
      {file.sending?.error === undefined && <Trouble error={act.error} />}
      <div class="row"><button type="submit" class="btn" disabled={act.busy || !isWritten(written, file)}>{t("act.save_version")}</button><button type="button" class="btn flat" onClick={onClose}>{t("act.cancel")}</button></div>
    </form>
  );
}

// All evidence of a placement as one file for the student: ZIP with an index, read in parts.
import { useState } from "preact/hooks";
import { useAct, useClient } from "../../shared/api/hooks";
import { problemOf } from "../../shared/api/errors";
import { saveFile } from "../../shared/frame/save_file";
import { useWords } from "../../shared/i18n/context";
import { Trouble } from "../../shared/ui/faces";
import { Icon } from "../../shared/ui/status";
import { useToast } from "../../shared/ui/toast";
import { EvidenceService } from "../../triangle/evidence";
import { readWhole } from "../../triangle/bytes";

export function Export({ placement }: { placement: string }) {
  const { t } = useWords();
  const client = useClient(EvidenceService);
  const toast = useToast();
  const [part, setPart] = useState<{ read: number; size: number }>();
  const once = () => readWhole(
    async (offset, before: Awaited<ReturnType<typeof client.exportEvidence>> | undefined) => {
      const answer = await client.exportEvidence({ placement, offset, etag: before?.etag ?? "" });
      setPart({ read: Number(answer.nextOffset), size: Number(answer.sizeBytes) });
      return answer;
    },
    ({ sizeBytes }) => sizeBytes,
  );
  const act = useAct(
    // Evidence that changed while it was read: from the beginning, once.
    () => once().catch((problem: unknown) => {
      if (problemOf(problem).reason !== "STALE_ETAG") throw problem;
      return once();
    }),
    ({ parts, last }) => {
      saveFile(parts, last.fileName, "application/zip");
      toast(t("done.evidence_export"));
    },
  );
  return (
    <section class="card" aria-labelledby="export">
      <h2 id="export">{t("ev.export")}</h2>
      <p class="s">{t("ev.export_explain")}</p>
      {act.busy && part && <progress class="evbar" max={part.size} value={part.read} aria-label={t("ev.export")} />}
      <Trouble error={act.error} />
      <div><button type="button" class="btn two sm" disabled={act.busy} onClick={() => act.run(undefined)}><Icon name="doc" /> {t("act.export_evidence")}</button></div>
    </section>
  );
}

// The register as files: one in, looked at before anything is stored, and one out (R22).
import { useState } from "preact/hooks";
import { ExportRegisterRequest_Format as Format } from "../../gen/driehoek/v1/register_service_pb";
import { useAct } from "../../shared/api/hooks";
import { saveFile } from "../../shared/frame/save_file";
import { usePage } from "../../shared/frame/router";
import { useWords } from "../../shared/i18n/context";
import { withParts } from "../../shared/i18n/part";
import { Empty, Loading, Trouble } from "../../shared/ui/faces";
import { Choice } from "../../shared/ui/fields";
import { Message } from "../../shared/ui/status";
import { useToast } from "../../shared/ui/toast";
import { RoundState, useRounds } from "../../triangle/rounds";
import { Import } from "./import";
import { subjects, useFiles, type Files, type Subject } from "./subjects";

function RegisterFiles() {
  const { t } = useWords();
  usePage(t("files.title"));
  const [subject, setSubject] = useState<Subject>("organisations");
  const choose = (chosen: string) => setSubject(subjects.find((one) => one === chosen) ?? "organisations");
  return (
    <>
      <div class="stack tight"><p><a class="s" href="#/register">{t("register.back")}</a></p><h1>{t("files.title")}</h1></div>
      <div class="narrow"><Choice label={t("files.kind")} value={subject} onValue={choose} options={subjects.map((one) => ({ value: one, label: t(`files.${one}`) }))} /></div>
      {subject === "preferences" ? <Wishes /> : <Both key={subject} subject={subject} round="" canRead />}
    </>
  );
}

/** Wishes belong to a round; while it is set up nobody has any. */
function Wishes() {
  const { t } = useWords();
  const { data, error, refetch } = useRounds();
  const [chosen, setChosen] = useState("");
  if (error) return <Trouble error={error} retry={() => void refetch()} />;
  if (data === undefined) return <Loading />;
  const rounds = data.filter(({ state }) => state >= RoundState.PREFERENCES_OPEN);
  const round = rounds.find(({ name }) => name === chosen) ?? rounds.find(({ state }) => state === RoundState.PREFERENCES_OPEN) ?? rounds[0];
  if (round === undefined) return <Empty>{t("files.no_round")}</Empty>;
  return (
    <>
      <div class="narrow"><Choice label={t("files.round")} value={round.name} onValue={setChosen} options={rounds.map(({ name, displayName }) => ({ value: name, label: displayName }))} /></div>
      <Both key={round.name} subject="preferences" round={round.name} canRead={round.state === RoundState.PREFERENCES_OPEN} />
    </>
  );
}

function Both({ subject, round, canRead }: { subject: Subject; round: string; canRead: boolean }) {
  const { t } = useWords();
  const files = useFiles(subject, round);
  return (
    <>
      {canRead ? <Import files={files} /> : <Message tone="note"><p>{t("files.closed")}</p></Message>}
      <Export files={files} />
    </>
  );
}

function Export({ files }: { files: Files }) {
  const { t, tn } = useWords();
  const toast = useToast();
  const act = useAct(
    (format: Format) => files.writeOut(format),
    ({ content, fileName, mediaType, rowCount }) => {
      saveFile([new Uint8Array(content)], fileName, mediaType);
      toast(tn("done.exported", rowCount));
    },
  );
  return (
    <section class="card" aria-labelledby="export">
      <h2 id="export">{t("export.title")}</h2>
      <p class="s">{t("export.explain")}</p>
      {files.named && <p class="s q">{t("export.noted")}</p>}
      <div class="row">
        <button type="button" class="btn two sm" disabled={act.busy} onClick={() => act.run(Format.CSV)}>{t("export.csv")}</button>
        <button type="button" class="btn two sm" disabled={act.busy} onClick={() => act.run(Format.XLSX)}>{t("export.xlsx")}</button>
      </div>
      <Trouble error={act.error} />
    </section>
  );
}

export default withParts(["ranking", "files"], RegisterFiles);

// The register as files: one in, looked at before anything is stored, and one out (R22).
import { useState } from "preact/hooks";
import { ExportRegisterRequest_Format as Format, RegisterKind as Kind, RegisterService } from "../../gen/driehoek/v1/register_service_pb";
import { useAct, useClient } from "../../shared/api/hooks";
import { saveFile } from "../../shared/frame/save_file";
import { usePage } from "../../shared/frame/router";
import { useWords } from "../../shared/i18n/context";
import { withParts } from "../../shared/i18n/part";
import { Trouble } from "../../shared/ui/faces";
import { Choice } from "../../shared/ui/fields";
import { useToast } from "../../shared/ui/toast";
import { useParent } from "../../triangle/directory";
import { Import } from "./import";

const kinds = [[Kind.ORGANISATIONS, "files.organisations"], [Kind.PLACES, "files.places"], [Kind.STUDENTS, "files.students"]] as const;

function RegisterFiles() {
  const { t } = useWords();
  usePage(t("files.title"));
  const [chosen, setChosen] = useState(String(Kind.ORGANISATIONS));
  const kind = kinds.find(([one]) => String(one) === chosen)?.[0] ?? Kind.ORGANISATIONS;
  return (
    <>
      <div class="stack tight"><p><a class="s" href="#/register">{t("register.back")}</a></p><h1>{t("files.title")}</h1></div>
      <div class="narrow"><Choice label={t("files.kind")} value={chosen} onValue={setChosen} options={kinds.map(([one, key]) => ({ value: String(one), label: t(key) }))} /></div>
      <Import key={chosen} kind={kind} />
      <Export kind={kind} />
    </>
  );
}

function Export({ kind }: { kind: Kind }) {
  const { t, tn } = useWords();
  const client = useClient(RegisterService);
  const toast = useToast();
  const parent = useParent();
  const act = useAct(
    (format: Format) => client.exportRegister({ parent, kind, format }),
    ({ content, fileName, mediaType, rowCount }) => {
      saveFile([new Uint8Array(content)], fileName, mediaType);
      toast(tn("done.exported", rowCount));
    },
  );
  return (
    <section class="card" aria-labelledby="export">
      <h2 id="export">{t("export.title")}</h2>
      <p class="s">{t("export.explain")}</p>
      {kind === Kind.STUDENTS && <p class="s q">{t("export.noted")}</p>}
      <div class="row">
        <button type="button" class="btn two sm" disabled={act.busy} onClick={() => act.run(Format.CSV)}>{t("export.csv")}</button>
        <button type="button" class="btn two sm" disabled={act.busy} onClick={() => act.run(Format.XLSX)}>{t("export.xlsx")}</button>
      </div>
      <Trouble error={act.error} />
    </section>
  );
}

export default withParts(["files"], RegisterFiles);

// A file for the register: first what it would do, with the row and column of every wrong cell; then it is stored.
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "preact/hooks";
import type { ImportRegisterResponse, ImportRegisterResponse_Error as CellError } from "../../gen/driehoek/v1/register_service_pb";
import { useAct } from "../../shared/api/hooks";
import { useWords } from "../../shared/i18n/context";
import { Trouble } from "../../shared/ui/faces";
import { Rows } from "../../shared/ui/rows";
import { Message } from "../../shared/ui/status";
import { Mode, type Files } from "./subjects";
import { useId } from "../../shared/ui/use_id";

/** Most bytes that the service takes. */
const largest = 900_000;

interface Chosen {
  readonly name: string;
  readonly content: Uint8Array;
}

export function Import({ files }: { files: Files }) {
  const { t } = useWords();
  const cache = useQueryClient();
  const field = useId();
  const [file, setFile] = useState<Chosen>();
  const [tooLarge, setTooLarge] = useState(false);
  const [answer, setAnswer] = useState<ImportRegisterResponse>();
  const act = useAct(
    ({ content, mode }: { content: Uint8Array; mode: Mode }, requestId) => files.readIn(content, mode, requestId),
    (got) => {
      setAnswer(got);
      if (got.applied) void cache.invalidateQueries();
    },
  );
  const choose = async (picked: File | undefined) => {
    act.clear();
    setAnswer(undefined);
    setTooLarge(picked !== undefined && picked.size > largest);
    if (picked === undefined || picked.size > largest) return setFile(undefined);
    const content = new Uint8Array(await picked.arrayBuffer());
    setFile({ name: picked.name, content });
    act.run({ content, mode: Mode.PREVIEW });
  };
  const ready = file !== undefined && answer !== undefined && !answer.applied && answer.errorCount === 0 && answer.createCount + answer.changeCount > 0;
  return (
    <section class="card" aria-labelledby="import">
      <h2 id="import">{t("import.title")}</h2>
      <p class="s">{t("import.explain")}</p>
      <p class="s q">{t("import.columns", { columns: files.columns })}</p>
      <div class="field narrow">
        <label for={field}>{t("import.file")}</label>
        <input id={field} type="file" accept=".csv,text/csv" disabled={act.busy} onChange={(event) => void choose(event.currentTarget.files?.[0])} />
      </div>
      {tooLarge && <Message tone="stop" alert><p>{t("no.content_too_large")}</p></Message>}
      {act.busy && <p class="s q" role="status">{t("import.busy")}</p>}
      <Trouble error={act.error} />
      {answer && <Outcome answer={answer} />}
      {ready && <div><button type="button" class="btn" disabled={act.busy} onClick={() => act.run({ content: file.content, mode: Mode.APPLY })}>{t("import.apply", { file: file.name })}</button></div>}
    </section>
  );
}

function Outcome({ answer }: { answer: ImportRegisterResponse }) {
  const { t, tn, find } = useWords();
  const { applied, createCount, changeCount, sameCount, errorCount, errors } = answer;
  const said = (error: CellError) => find(`cell.${error.reason.toLowerCase()}`) ?? find(`no.${error.reason.toLowerCase()}`) ?? error.text;
  return (
    <>
      <Message tone={errorCount > 0 ? "stop" : applied ? "ok" : "note"} alert>
        <p>{errorCount > 0 ? tn("import.wrong", errorCount) : t(applied ? "import.applied" : createCount + changeCount > 0 ? "import.preview" : "import.nothing")}</p>
        <p>{t("import.counts", { made: createCount, changed: changeCount, same: sameCount })}</p>
      </Message>
      {errors.length > 0 && (
        <Rows caption={t("import.errors")} rows={errors} keyOf={(error) => `${error.line}/${error.columnNumber}/${error.reason}`} file={t("import.errors_file")}
          columns={[
            { label: t("import.line"), value: ({ line }) => line },
            { label: t("import.column"), value: ({ column, columnNumber }) => column === "" ? t("import.whole_row") : columnNumber === 0 ? column : `${column} (${columnNumber})` },
            { label: t("import.what"), value: said },
          ]} />
      )}
    </>
  );
}

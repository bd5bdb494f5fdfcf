// What a version is made of, as it can be looked at: text, an address, a picture or a file to save.
import { useEffect, useState } from "preact/hooks";
import { useAct, useClient } from "../shared/api/hooks";
import { saveFile } from "../shared/frame/save_file";
import { useWords } from "../shared/i18n/context";
import { Trouble } from "../shared/ui/faces";
import { Icon } from "../shared/ui/status";
import { EvidenceService, sizeText, type EvidenceFile, type EvidenceVersion } from "./evidence";
import { readWhole } from "./bytes";
import "./evidence_content.css";

/** Pictures up to this size are shown without asking. */
const shownAtOnce = 1_500_000n;
const pictures: readonly string[] = ["image/jpeg", "image/png", "image/webp", "image/gif"];

interface Props {
  /** Name of the item. */
  readonly item: string;
  readonly version: EvidenceVersion;
}

export function EvidenceContentView({ item, version }: Props) {
  const { content } = version;
  const kind = content?.kind;
  return (
    <div class="stack tight">
      {kind?.case === "text" && <p class="prose">{kind.value}</p>}
      {kind?.case === "link" && <Address href={kind.value} />}
      {kind?.case === "file" && <File item={item} version={version.version} file={kind.value} />}
      {content && content.note !== "" && <p class="s q prose">{content.note}</p>}
    </div>
  );
}

/** Where it leads stands beside it; nobody is taken there by accident. */
function Address({ href }: { href: string }) {
  const { t } = useWords();
  // The service takes https only; whatever else came in is shown as words.
  return href.startsWith("https://")
    ? <p><a href={href} target="_blank" rel="noopener noreferrer">{href}</a> <span class="xs qq">{t("ev.opens_new")}</span></p>
    : <p class="mono">{href}</p>;
}

function File({ item, version, file }: { item: string; version: number; file: EvidenceFile }) {
  const words = useWords();
  const { t } = words;
  const client = useClient(EvidenceService);
  const [picture, setPicture] = useState("");
  const isPicture = pictures.includes(file.contentType);
  const act = useAct(
    async (wanted: "show" | "save") => ({ wanted, ...await readWhole((offset) => client.readEvidenceFile({ name: item, version, offset }), () => file.sizeBytes) }),
    ({ parts, wanted }) => {
      if (wanted === "show") setPicture(URL.createObjectURL(new Blob(parts, { type: file.contentType })));
      else saveFile(parts, file.fileName, file.contentType);
    },
  );
  useEffect(() => {
    if (isPicture && file.sizeBytes <= shownAtOnce) act.run("show");
  }, []);
  useEffect(() => () => {
    if (picture !== "") URL.revokeObjectURL(picture);
  }, [picture]);
  return (
    <div class="stack tight">
      {picture !== "" && <img class="evpic" src={picture} alt={t("ev.picture", { name: file.fileName })} />}
      <p class="row">
        <span class="s"><Icon name="doc" /> {file.fileName} <span class="qq">{sizeText(words, file.sizeBytes)}</span></span>
        {isPicture && picture === "" && <button type="button" class="btn two sm" disabled={act.busy} onClick={() => act.run("show")}>{t("act.show_picture")}<span class="vh"> {file.fileName}</span></button>}
        <button type="button" class="btn flat sm" disabled={act.busy} onClick={() => act.run("save")}>{t("act.download_file")}<span class="vh"> {file.fileName}</span></button>
      </p>
      {act.busy && <p class="xs qq" role="status">{t("ev.loading_file")}</p>}
      <Trouble error={act.error} />
    </div>
  );
}

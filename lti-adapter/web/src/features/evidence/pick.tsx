// Choosing what a version is made of: a photo, a file, words or an address. A file goes on its way while the rest is written.
import { useEffect, useRef, useState } from "preact/hooks";
import { useClient } from "../../shared/api/hooks";
import { useWords } from "../../shared/i18n/context";
import { Trouble } from "../../shared/ui/faces";
import { TextArea, TextField } from "../../shared/ui/fields";
import { Message, Status } from "../../shared/ui/status";
import { EvidenceService, sizeText } from "../../triangle/evidence";
import { largestFile, upload, waitForNetwork, type Progress } from "./upload";
import { useId } from "../../shared/ui/use_id";
import "../../shared/ui/choices.css";

export type Kind = "photo" | "file" | "text" | "link";
const kinds: readonly Kind[] = ["photo", "file", "text", "link"];
/** What the service takes besides pictures. */
const files = ".pdf,.docx,.xlsx,.pptx,.odt,.txt,.md,.csv,.mp4,.mov,image/*";

export interface Written {
  readonly kind: Kind;
  readonly text: string;
  readonly link: string;
  readonly note: string;
}

export const nothingWritten: Written = { kind: "photo", text: "", link: "", note: "" };

interface Sending {
  readonly file: File;
  readonly progress: Progress;
  readonly error: unknown;
}

export interface Upload {
  readonly sending: Sending | undefined;
  start(file: File | undefined): void;
  /** The name of the finished upload, once it is there. */
  result(): Promise<string>;
  /** It was taken up, or is no longer wanted. */
  forget(): void;
}

/** One file on its way; it goes on through a lost network, and stops when the screen closes. */
export function useUpload(placement: string): Upload {
  const client = useClient(EvidenceService);
  const [sending, setSending] = useState<Sending>();
  const running = useRef<{ stop: AbortController; result: Promise<string> }>();
  const stop = () => {
    running.current?.stop.abort();
    running.current = undefined;
  };
  useEffect(() => stop, []);
  const forget = () => {
    stop();
    setSending(undefined);
  };
  const start = (file: File | undefined) => {
    forget();
    if (file === undefined) return;
    const abort = new AbortController();
    setSending({ file, progress: { sent: 0, total: file.size, away: false }, error: undefined });
    if (file.size === 0 || file.size > largestFile) return;
    const result = upload({
      client, parent: placement.split("/").slice(0, 2).join("/"), placement, file, fileName: file.name, signal: abort.signal, wait: waitForNetwork,
      onProgress: (progress) => setSending((old) => old && { ...old, progress }),
    });
    running.current = { stop: abort, result };
    result.catch((error: unknown) => {
      if (!abort.signal.aborted) setSending((old) => old && { ...old, error });
    });
  };
  return { sending, start, forget, result: () => running.current?.result ?? Promise.reject(new Error("No file")) };
}

/** Whether there is something to keep. */
export function isWritten(written: Written, { sending }: Upload): boolean {
  switch (written.kind) {
    case "text": return written.text.trim() !== "";
    case "link": return written.link.trim() !== "";
    case "photo":
    case "file": return sending !== undefined && sending.error === undefined && sending.file.size > 0 && sending.file.size <= largestFile;
  }
}

/** The content as the service takes it; a file first comes in as a whole. */
export async function contentOf(written: Written, file: Upload) {
  const note = written.note.trim();
  switch (written.kind) {
    case "text": return { kind: { case: "text", value: written.text.trim() } as const, note };
    case "link": return { kind: { case: "link", value: written.link.trim() } as const, note };
    case "photo":
    case "file": return { kind: { case: "upload", value: await file.result() } as const, note };
  }
}

interface Props {
  readonly written: Written;
  readonly onWritten: (written: Written) => void;
  readonly file: Upload;
}

export function Pick({ written, onWritten, file }: Props) {
  const { t } = useWords();
  const name = useId();
  const field = useId();
  const change = (part: Partial<Written>) => onWritten({ ...written, ...part });
  const choose = (kind: Kind) => {
    if (kind === written.kind) return;
    file.forget();
    change({ kind });
  };
  return (
    <>
      <fieldset>
        <legend class="lab">{t("ev.kind")}</legend>
        <div class="seg">{kinds.map((kind) => <label key={kind}><input type="radio" name={name} checked={kind === written.kind} onChange={() => choose(kind)} />{t(`ev.kind_${kind}`)}</label>)}</div>
      </fieldset>
      {(written.kind === "photo" || written.kind === "file") && (
        <div class="field">
          <label for={field}>{t(written.kind === "photo" ? "ev.photo" : "ev.file")} <span class="hint" id={`${field}-h`}>{t(written.kind === "photo" ? "ev.photo_hint" : "ev.file_hint")}</span></label>
          {written.kind === "photo"
            ? <input key="photo" id={field} type="file" accept="image/*" capture="environment" aria-describedby={`${field}-h`} onChange={(event) => file.start(event.currentTarget.files?.[0])} />
            : <input key="file" id={field} type="file" accept={files} aria-describedby={`${field}-h`} onChange={(event) => file.start(event.currentTarget.files?.[0])} />}
          <OnItsWay file={file} />
        </div>
      )}
      {written.kind === "text" && <TextArea label={t("ev.text")} hint={t("ev.text_hint")} value={written.text} onValue={(text) => change({ text })} maxLength={20_000} required />}
      {written.kind === "link" && <TextField label={t("ev.link")} hint={t("ev.link_hint")} value={written.link} onValue={(link) => change({ link })} maxLength={2000} required />}
    </>
  );
}

function OnItsWay({ file: { sending, start } }: { file: Upload }) {
  const words = useWords();
  const { t } = words;
  if (sending === undefined) return null;
  const { file, progress: { sent, total, away }, error } = sending;
  if (file.size === 0) return <Message tone="stop" alert><p>{t("ev.file_empty", { name: file.name })}</p></Message>;
  if (file.size > largestFile) return <Message tone="stop" alert><p>{t("ev.file_large", { name: file.name, size: sizeText(words, file.size) })}</p></Message>;
  if (error !== undefined) return <Trouble error={error} retry={() => start(file)} />;
  return (
    <div class="stack tight">
      <p class="row apart s"><span>{file.name}</span><span class="qq num">{t("ev.sent", { sent: sizeText(words, sent), total: sizeText(words, total) })}</span></p>
      <progress class="evbar" max={total} value={sent} aria-label={t("ev.progress", { name: file.name })} />
      <p role="status">{away ? <Status tone="warn" tag={false}>{t("ev.away")}</Status> : sent < total ? <span class="xs qq">{t("ev.sending")}</span> : <Status tone="ok" tag={false}>{t("ev.arrived")}</Status>}</p>
    </div>
  );
}

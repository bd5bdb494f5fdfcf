// The four faces of a screen: loading, error, empty and content. The heading stays, so the focus stays.
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { useSession } from "../api/hooks";
import { fieldSentence, problemOf, sentence } from "../api/errors";
import { useWords } from "../i18n/context";
import { Message } from "./status";

interface Question<T> {
  readonly data: T | undefined;
  readonly error: unknown;
  readonly isPending: boolean;
  refetch(): unknown;
}

function useAfter(millis: number): boolean {
  const [past, setPast] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setPast(true), millis);
    return () => clearTimeout(timer);
  }, [millis]);
  return past;
}

export function Loading() {
  const { t } = useWords();
  const shapes = useAfter(300);
  const words = useAfter(3000);
  return (
    <div class="loading" aria-busy="true" role="status">
      <span class="vh">{t("face.loading")}</span>
      {shapes && <div class="stack" aria-hidden="true"><i class="bone wide" /><i class="bone" /><i class="bone short" /></div>}
      {words && <p class="s q">{t("face.slow")}</p>}
    </div>
  );
}

/** What went wrong in one sentence, with the fields and the code for the helpdesk when there are any. */
export function Trouble({ error, retry }: { error: unknown; retry?: () => void }) {
  const words = useWords();
  const guest = useSession().kind === "guest";
  if (error === null || error === undefined) return null;
  const { fields, trace } = problemOf(error);
  return (
    <Message tone="stop" alert>
      <p>{sentence(words, error, guest)}</p>
      {fields.length > 1 && <ul class="bullets">{fields.map((field) => <li key={field.field}>{fieldSentence(words, field)}</li>)}</ul>}
      {trace !== "" && <p class="xs q">{words.t("face.trace", { code: trace })}</p>}
      {retry && <p><button type="button" class="btn two sm" onClick={retry}>{words.t("act.again")}</button></p>}
    </Message>
  );
}

export function Faces<T>({ of, children }: { of: Question<T>; children: (data: T) => ComponentChildren }) {
  if (of.data !== undefined) return <>{children(of.data)}</>;
  if (of.isPending) return <Loading />;
  return <Trouble error={of.error} retry={() => void of.refetch()} />;
}

export function Empty({ children }: { children: ComponentChildren }) {
  return <div class="empty">{children}</div>;
}

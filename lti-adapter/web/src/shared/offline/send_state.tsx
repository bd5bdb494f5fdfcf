// How sending stands, in words, always in the same corner; and what the server does not take, with what can be done about it.
import type { JsonValue } from "@bufbuild/protobuf";
import { Code } from "@connectrpc/connect";
import { sentenceOf, type Problem } from "../api/errors";
import { useSession } from "../api/hooks";
import { useWords } from "../i18n/context";
import { withParts } from "../i18n/part";
import { Icon, Message } from "../ui/status";
import { useOutbox, type OutboxOfPage } from "./outbox_hooks";
import type { OutboxView } from "./outbox";
import type { Key } from "../i18n/table";

/** The sentence that fits; undefined while there is nothing to say. */
export function sendKey(view: OutboxView): Key | undefined {
  if (view.waiting.length === 0) return view.sentAt === undefined ? undefined : "out.sent";
  if (view.closed) return "out.closed";
  if (!view.lasting) return view.offline ? "out.page_only" : "out.sending";
  return view.offline ? "out.offline" : "out.sending";
}

function State() {
  const words = useWords();
  const { view, drop, retry, send } = useOutbox();
  const key = sendKey(view);
  const time = view.sentAt === undefined ? "" : new Intl.DateTimeFormat(words.lang, { hour: "2-digit", minute: "2-digit" }).format(view.sentAt);
  return (
    <>
      <p class="saved" role="status">{key !== undefined && <><Icon name={key === "out.sent" ? "cloud" : "wait"} /> {words.t(key as "out.sent", { time })}{key !== "out.sent" && ` ${words.tn("out.waiting", view.waiting.length)}`}</>}</p>
      {view.refused.length > 0 && <Refused view={view} drop={drop} retry={retry} send={send} />}
    </>
  );
}

/** It names a version that is no longer the newest: trying the same again has no use. */
function isAboutOlder(refusal: Problem | undefined, request: JsonValue): boolean {
  return refusal?.code === Code.Aborted && JSON.stringify(request).includes('"etag"');
}

function Refusals({ view, drop, retry }: OutboxOfPage) {
  const words = useWords();
  const guest = useSession().kind === "guest";
  return (
    <>
      {view.refused.map(({ id, refusal, request }) => (
        <Message key={id} tone="stop" alert>
          <p><b class="b">{words.t("out.refused")}</b></p>
          {refusal && <p>{refusal.code === Code.Aborted ? words.t("out.changed") : sentenceOf(words, refusal, guest)}</p>}
          <p class="row">{!isAboutOlder(refusal, request) && <button type="button" class="btn two sm" onClick={() => void retry(id)}>{words.t("act.again")}</button>}<button type="button" class="btn flat sm" onClick={() => void drop(id)}>{words.t("out.drop")}</button></p>
        </Message>
      ))}
    </>
  );
}

/** The reasons of the features whose calls wait are words of theirs. */
const Refused = withParts(["rhythm", "evidence", "checkins"], Refusals, () => null);

export const SendState = withParts(["offline"], State, () => null);

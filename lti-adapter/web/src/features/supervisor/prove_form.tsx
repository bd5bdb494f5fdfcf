// Asks for a code and, once it proved the address, joins the institutions that the address opens.
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "preact/hooks";
import { timestampFromJson } from "./time";
import { GuestRefused, postGuest } from "../../shared/api/guest";
import { useSessionStore, useTransport } from "../../shared/api/hooks";
import { joinInstitutions } from "../../shared/api/join";
import { useWords } from "../../shared/i18n/context";
import { CodeField } from "../../shared/ui/fields";
import { Message } from "../../shared/ui/status";
import { useToast } from "../../shared/ui/toast";

type Face =
  | { readonly kind: "asking" }
  | { readonly kind: "code"; readonly address: string; readonly until: string };

function member(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

/** Ids of the institutions whose grants the address opens. */
export function institutionsOf(answer: unknown): string[] {
  const grants = member(answer, "grants");
  if (!Array.isArray(grants)) return [];
  return grants.map((grant) => member(grant, "institution")).filter((id): id is string => typeof id === "string").map((id) => id.replace(/^institutions\//, ""));
}

export function ProveForm({ onDone }: { onDone: () => void }) {
  const { t, dates } = useWords();
  const store = useSessionStore();
  const transport = useTransport();
  const cache = useQueryClient();
  const toast = useToast();
  const [face, setFace] = useState<Face>({ kind: "asking" });
  const [digits, setDigits] = useState("");
  const [trouble, setTrouble] = useState("");
  const [busy, setBusy] = useState(false);

  const explain = (problem: unknown): string => {
    if (!(problem instanceof GuestRefused)) return t("err.network");
    switch (problem.reason) {
      case "CODE_WRONG": return t("no.code_wrong", { tries_left: problem.metadata["tries_left"] ?? "0" });
      case "CODE_EXPIRED": return t("no.code_expired");
      case "CODE_TOO_SOON": return t("no.code_too_soon");
      default: return t(problem.status === 401 ? "err.guest" : "err.unknown");
    }
  };
  const attempt = (work: () => Promise<void>) => {
    setBusy(true);
    setTrouble("");
    work().catch((problem: unknown) => setTrouble(explain(problem))).finally(() => setBusy(false));
  };
  const ask = () => attempt(async () => {
    const answer = await postGuest("code", {}, store.get().token);
    const address = member(answer, "masked_address") ?? member(answer, "maskedAddress");
    const until = timestampFromJson(member(answer, "expire_time") ?? member(answer, "expireTime"));
    setFace({ kind: "code", address: typeof address === "string" ? address : "", until: until ? dates.clock(until) : "" });
  });
  const confirm = () => attempt(async () => {
    const institutions = institutionsOf(await postGuest("confirm", { code: digits.replace(/ /g, "") }, store.get().token));
    await joinInstitutions(transport, store, institutions);
    await cache.invalidateQueries();
    toast(t("prove.done"));
    onDone();
  });

  return (
    <section class="card narrow" aria-labelledby="prove">
      <h2 id="prove">{t("prove.title")}</h2>
      <p class="s q">{t("prove.explain")}</p>
      {face.kind === "asking"
        ? <div><button type="button" class="btn" disabled={busy} onClick={ask}>{t("act.send_code_short")}</button></div>
        : (
          <form onSubmit={(event) => {
            event.preventDefault();
            if (digits.replace(/ /g, "").length === 6) confirm();
            else setTrouble(t("no.code_length"));
          }}>
            <CodeField label={t("sign.code")} hint={t("sign.code_hint", { address: face.address, time: face.until })} value={digits} onValue={setDigits} invalid={trouble !== ""} />
            <div class="row"><button type="submit" class="btn" disabled={busy}>{t("act.confirm")}</button><button type="button" class="btn flat sm" disabled={busy} onClick={ask}>{t("act.new_code")}</button></div>
          </form>
        )}
      {trouble !== "" && <Message tone="stop" alert><p>{trouble}</p></Message>}
    </section>
  );
}

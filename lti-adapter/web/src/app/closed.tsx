// The pages without a session: reloaded, or a guest link that no longer works.
import { useEffect, useState } from "preact/hooks";
import { useWords } from "../shared/i18n/context";
import { TextField } from "../shared/ui/fields";
import { Message } from "../shared/ui/status";
import { postGuest } from "../shared/api/guest";
import { Mark } from "./bar";

export function Shell({ title, text, children }: { title: string; text: string; children?: preact.ComponentChildren }) {
  useEffect(() => {
    document.title = `${title} · Driehoek`;
  }, [title]);
  return (
    <>
      <header class="bar"><div><span class="brand"><Mark /><span>Driehoek</span></span></div></header>
      <main id="main">
        <section class="card narrow"><h1>{title}</h1><p>{text}</p>{children}</section>
      </main>
    </>
  );
}

export function NoSession() {
  const { t } = useWords();
  return <Shell title={t("closed.title")} text={t("closed.text")} />;
}

/** A dead link: the address may get a new one. The answer is the same whether we know it or not. */
export function DeadLink({ secret, reason }: { secret: string; reason: "dead" | "line" | "none" }) {
  const { t } = useWords();
  const [email, setEmail] = useState("");
  const [face, setFace] = useState<"ask" | "busy" | "sent" | "trouble">("ask");
  if (reason === "line") return <Shell title={t("err.title")} text={t("err.network")}><div><button type="button" class="btn" onClick={() => window.location.reload()}>{t("act.again")}</button></div></Shell>;
  if (secret === "") return <Shell title={t("closed.guest_title")} text={t("err.guest")} />;
  if (face === "sent") return <Shell title={t("renew.sent_title")} text={t("renew.sent")} />;
  return (
    <Shell title={t("renew.title")} text={t("no.link_expired")}>
      <form onSubmit={(event) => {
        event.preventDefault();
        if (email.trim() === "") return;
        setFace("busy");
        postGuest("renew", { secret, email: email.trim() }, "").then(() => setFace("sent"), () => setFace("trouble"));
      }}>
        <TextField label={t("renew.email")} type="email" value={email} onValue={setEmail} autocomplete="email" required />
        {face === "trouble" && <Message tone="stop" alert><p>{t("err.network")}</p></Message>}
        <div><button type="submit" class="btn" disabled={face === "busy"}>{t("act.renew")}</button></div>
      </form>
    </Shell>
  );
}

// The SMTP side: takes every mail for every address, sends nothing on.

import type { AddressInfo } from "node:net";
import { simpleParser, type ParsedMail } from "mailparser";
import { SMTPServer } from "smtp-server";
import type { Address } from "../shared/flags.ts";
import type { Log } from "../shared/log.ts";
import { linksIn } from "./links.ts";
import type { MailStore } from "./store.ts";

const largest = 20 * 1024 * 1024;

/** Both headers have to be there for a mail program to show its button. */
function stopUriOf(mail: ParsedMail): string {
  const line = (key: string) => mail.headerLines.find((header) => header.key === key)?.line ?? "";
  if (!line("list-unsubscribe-post").includes("List-Unsubscribe=One-Click")) return "";
  return /<(https?:[^>]+)>/.exec(line("list-unsubscribe"))?.[1] ?? "";
}

export async function startSmtp(address: Address, store: MailStore, log: Log) {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["AUTH", "STARTTLS"],
    size: largest,
    logger: false,
    disableReverseLookup: true,
    onData(stream, session, done) {
      simpleParser(stream, { skipImageLinks: true, skipTextToHtml: true })
        .then((mail) => {
          const text = mail.text ?? "";
          const html = typeof mail.html === "string" ? mail.html : "";
          const added = store.add({
            from:
              mail.from?.text ??
              (session.envelope.mailFrom ? session.envelope.mailFrom.address : ""),
            // The envelope, not the header: it says who really gets it.
            to: session.envelope.rcptTo.map((r) => r.address),
            subject: mail.subject ?? "",
            date: new Date().toISOString(),
            text,
            html,
            links: linksIn(text, html),
            calendar:
              mail.attachments
                .find((part) => part.contentType === "text/calendar")
                ?.content.toString("utf8") ?? "",
            stopUri: stopUriOf(mail),
          });
          log("mail_caught", { id: added.id, recipients: added.to.length });
          done(null);
        })
        .catch((error: unknown) => {
          log("mail_refused", { reason: error instanceof Error ? error.name : "unknown" });
          done(new Error("message could not be read"));
        });
    },
  });
  server.on("error", (error) => log("smtp_error", { reason: error.name }));
  await new Promise<void>((resolve, reject) => {
    server.server.once("error", reject);
    server.listen(address.port, address.host, () => resolve());
  });
  return {
    port: (server.server.address() as AddressInfo).port,
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

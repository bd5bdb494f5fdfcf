// The mail catcher as running servers: SMTP in, web page and JSON API out.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Address } from "../shared/flags.ts";
import { HttpError, Router, json, redirect, serve, type Request } from "../shared/http.ts";
import type { Log } from "../shared/log.ts";
import { htmlPart, languageOf, listPage, messagePage, missingPage, pageHeaders } from "./pages.ts";
import { startSmtp } from "./smtp.ts";
import { MailStore, type Mail } from "./store.ts";

const summary = ({ id, to, from, subject, date }: Mail) => ({ id, to, from, subject, date });

function addApi(router: Router, store: MailStore): void {
  const wanted = (request: Request) => {
    const mail = store.get(request.params["id"] ?? "");
    if (!mail) throw new HttpError(404, "no such message");
    return mail;
  };
  router.on("GET", "/api/messages", (r) =>
    json(200, store.list(r.query.get("to") ?? undefined).map(summary)),
  );
  router.on("GET", "/api/messages/:id", (r) => json(200, wanted(r)));
  router.on("DELETE", "/api/messages/:id", (r) => {
    store.forget(wanted(r).id);
    return { status: 204 };
  });
  router.on("DELETE", "/api/messages", () => {
    store.clear();
    return { status: 204 };
  });
}

function addPages(router: Router, store: MailStore): void {
  const language = (r: Request) => languageOf(r.query, r.headers["accept-language"]);
  router.on("GET", "/", (r) => {
    const to = (r.query.get("to") ?? "").trim();
    return listPage(language(r), store.list(to === "" ? undefined : to), to);
  });
  router.on("GET", "/messages/:id", (r) => {
    const mail = store.get(r.params["id"] ?? "");
    return mail ? messagePage(language(r), mail) : missingPage(language(r));
  });
  router.on("GET", "/messages/:id/html", (r) => {
    const mail = store.get(r.params["id"] ?? "");
    return mail ? htmlPart(mail) : missingPage(language(r));
  });
  router.on("POST", "/clear", (r) => {
    if (r.headers["sec-fetch-site"] === "cross-site")
      throw new HttpError(403, "only from our own page");
    store.clear();
    return redirect(`/?lang=${language(r)}`);
  });
  const here = import.meta.dirname;
  for (const [name, path] of [
    ["tokens.css", "../shared/tokens.css"],
    ["mail.css", "static/mail.css"],
  ] as const) {
    const body = readFileSync(join(here, path));
    router.on("GET", `/static/${name}`, () => ({
      status: 200,
      headers: { "Content-Type": "text/css; charset=utf-8" },
      body,
    }));
  }
}

export async function startMailCatcher(
  addresses: { smtp: Address; http: Address },
  log: Log,
  limit = 1000,
) {
  const store = new MailStore(limit);
  const router = new Router();
  addApi(router, store);
  addPages(router, store);
  const smtp = await startSmtp(addresses.smtp, store, log);
  const web = await serve(addresses.http, { router, log, headers: pageHeaders });
  return {
    smtpPort: smtp.port,
    httpPort: web.port,
    stop: async () => {
      await Promise.all([smtp.stop(), web.stop()]);
    },
  };
}

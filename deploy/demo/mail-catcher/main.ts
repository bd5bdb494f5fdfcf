// mail-catcher: flags, start, one line when ready.

import { readAddress, readFlags, runProgram } from "../shared/flags.ts";
import { createLog } from "../shared/log.ts";
import { startMailCatcher } from "./app.ts";

await runProgram(async () => {
  const flags = readFlags(process.argv.slice(2), {
    smtp: "127.0.0.1:1025",
    http: "127.0.0.1:8025",
  });
  const smtp = readAddress("--smtp", flags.smtp);
  const http = readAddress("--http", flags.http);
  const running = await startMailCatcher({ smtp, http }, createLog("mail-catcher"));
  // People open it as localhost; the number keeps it off machines where that name means IPv6 only.
  const name = http.host === "127.0.0.1" ? "localhost" : http.host;
  return {
    ready: `mail-catcher ready http://${name}:${running.httpPort} smtp://${smtp.host}:${running.smtpPort}`,
    stop: running.stop,
  };
});

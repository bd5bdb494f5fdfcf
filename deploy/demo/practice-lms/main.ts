// practice-lms: flags, start, one line when ready.

import { join } from "node:path";
import { readAddress, readFlags, runProgram } from "../shared/flags.ts";
import { createLog } from "../shared/log.ts";
import { startLms } from "./app.ts";
import { readSchool } from "./people.ts";
import { StateFile } from "./state.ts";

await runProgram(async () => {
  const flags = readFlags(process.argv.slice(2), {
    listen: "127.0.0.1:8090",
    origin: "",
    data: "",
    "tool-url": "http://localhost:8080",
    people: join(import.meta.dirname, "../people.json"),
  });
  const log = createLog("practice-lms");
  const lms = await startLms(readAddress("--listen", flags.listen), {
    ...(flags.origin === "" ? {} : { origin: new URL(flags.origin).origin }),
    school: readSchool(flags.people),
    file: new StateFile(flags.data === "" ? undefined : flags.data),
    log,
    suggestedToolUrl: flags["tool-url"].replace(/\/+$/, ""),
  });
  return { ready: `practice-lms ready ${lms.platform.origin}`, stop: lms.stop };
});

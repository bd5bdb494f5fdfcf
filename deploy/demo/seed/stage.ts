// What every step of the seed works with.

import type { Api, As, Message } from "./api.ts";
import type { Calendar } from "./calendar.ts";
import type { Ctl } from "./ctl.ts";
import type { Mailbox } from "./mailbox.ts";
import type { ProgressFile } from "./progress.ts";
import { requestId } from "./request_id.ts";

export interface Stage {
  readonly institution: string;
  /** `institutions/ID` */
  readonly parent: string;
  readonly api: Api;
  readonly ctl: Ctl;
  readonly mailbox: Mailbox;
  readonly file: ProgressFile;
  readonly calendar: Calendar;
  /** Issuer of the practice LMS. */
  readonly lms: string;
  readonly lti: string;
}

export const adapterOf = (stage: Stage): As => ({
  tenant: stage.institution,
  person: "",
  role: "adapter",
});

export const clientOf = (stage: Stage, role: string): As => {
  const bearer = stage.file.progress.clients[role];
  if (bearer === undefined) throw new Error(`there is no API client for ${role} yet`);
  return { bearer };
};

/** Id at the end of a resource name. */
export const idOf = (name: string) => name.slice(name.lastIndexOf("/") + 1);

/** Makes something by a name of the story: the same name gives the same thing in every run. */
export function make<Answer>(
  stage: Stage,
  method: string,
  as: As,
  key: string,
  request: Message,
): Promise<Answer> {
  return stage.api.call<Answer>(method, as, { ...request, request_id: requestId(method, key) });
}

export interface Named {
  readonly name: string;
  readonly etag: string;
}

export const say = (text: string) => process.stdout.write(`${text}\n`);

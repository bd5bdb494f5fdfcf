// Where a journey of one triangle is played: Driehoek with the demo's story, a window for the LMS, the supervisor's phone, and
// another service of the institution that looks on.

import { Api, type As } from "../../../deploy/demo/seed/api.ts";
import { openBrowser, type Browser } from "./browser.ts";
import { install, type Installation } from "./installation.ts";
import { Lms } from "./lms.ts";
import { openPhone, type Phone } from "./phone.ts";

export interface Played {
  readonly at: Installation;
  readonly lms: Lms;
  readonly desk: Browser;
  readonly phone: Phone;
  readonly api: Api;
  /** A credential of its own for a service that acts in this role. */
  client(role: string): Promise<As>;
  close(): Promise<void>;
}

/** `supervisor` is the address to which the guest link was mailed. */
export async function play(name: string, supervisor: string): Promise<Played> {
  const opened: (() => unknown)[] = [];
  const close = async () => {
    while (opened.length > 0) await opened.pop()?.();
  };
  try {
    const at = await install(name);
    opened.push(() => at.stop());
    const desk = await openBrowser();
    opened.push(() => desk.close());
    const phone = await openPhone(at, supervisor);
    opened.push(() => phone.close());
    const api = new Api(at.grpc, Buffer.alloc(32));
    opened.push(() => api.close());
    const client = async (role: string): Promise<As> => {
      const made = await at.ctl("api-client", "create", "--institution", "demo", "--role", role);
      return { bearer: /demo\.[A-Za-z0-9_-]{20,}/.exec(made.said)?.[0] ?? "" };
    };
    return { at, lms: new Lms(at.lms), desk, phone, api, client, close };
  } catch (problem) {
    await close();
    throw problem;
  }
}

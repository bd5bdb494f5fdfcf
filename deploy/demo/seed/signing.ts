// Signing as people do: read the text, ask for a code, read the mail, sign.

import { ApiError, type Api, type As } from "./api.ts";
import type { Agreement, Version } from "./agreements.ts";
import { codeIn, type Mailbox } from "./mailbox.ts";
import { pause, type Turns } from "./pool.ts";

export interface Signer {
  readonly displayName: string;
  readonly givenName: string;
  readonly email: string;
  readonly as: As;
}

interface Document {
  readonly document_hash: string;
  readonly consent: string;
}

/** Reads the etag before the act, and again when somebody was faster. */
export async function withFreshEtag(
  api: Api,
  name: string,
  as: As,
  act: (etag: string) => Promise<Agreement>,
): Promise<Agreement> {
  for (let tries = 0; ; ++tries) {
    const { etag } = await api.call<Agreement>("AgreementService/GetAgreement", as, { name });
    try {
      return await act(etag);
    } catch (error) {
      if (!(error instanceof ApiError) || error.reason !== "STALE_ETAG" || tries > 4) throw error;
    }
  }
}

export class Signing {
  readonly #api: Api;
  readonly #mailbox: Mailbox;
  readonly #turns: Turns;

  constructor(api: Api, mailbox: Mailbox, turns: Turns) {
    this.#api = api;
    this.#mailbox = mailbox;
    this.#turns = turns;
  }

  /** One code at a time per person: the mail does not say for which agreement it is. */
  sign(agreement: Agreement, version: Version, signer: Signer): Promise<Agreement> {
    return this.#turns.take(signer.email, () => this.#sign(agreement, version, signer));
  }

  async #sign(agreement: Agreement, version: Version, signer: Signer): Promise<Agreement> {
    const { name } = version;
    const document = await this.#api.call<Document>(
      "AgreementService/GetSigningDocument",
      signer.as,
      { name },
    );
    const newest = await this.#mailbox.newest(signer.email);
    await this.#askCode(name, signer);
    const mail = await this.#mailbox.wait(
      signer.email,
      newest,
      (m) => codeIn(m) !== undefined,
    );
    const request = {
      name,
      document_hash: document.document_hash,
      consent: document.consent,
      code: codeIn(mail),
      accept_responsibilities: true,
    };
    // Opening the text was noted, which is a new version of the agreement; the clock may make another.
    return withFreshEtag(this.#api, agreement.name, signer.as, (etag) =>
      this.#api.call("AgreementService/SignAgreement", signer.as, { ...request, etag }),
    );
  }

  /** After an interrupted run a code may have been sent just now: then the next one is waited for. */
  async #askCode(name: string, signer: Signer): Promise<void> {
    for (let tries = 0; ; ++tries) {
      try {
        await this.#api.call("AgreementService/RequestSigningCode", signer.as, { name });
        return;
      } catch (error) {
        if (!(error instanceof ApiError) || error.reason !== "CODE_TOO_SOON" || tries > 2)
          throw error;
        await pause(error.retryMilliseconds ?? 31_000);
      }
    }
  }
}

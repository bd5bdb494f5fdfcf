// The last thousand mails, in memory, newest first.

export interface Mail {
  readonly id: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  /** ISO 8601, when it came in. */
  readonly date: string;
  readonly text: string;
  /** Empty when the mail has no HTML part. */
  readonly html: string;
  readonly links: readonly string[];
  /** The appointment in it (RFC 5545). Empty when there is none. */
  readonly calendar: string;
  /** Where the stop button of a mail program posts to (RFC 8058). Empty when it shows none. */
  readonly stopUri: string;
}

export class MailStore {
  readonly #limit: number;
  #mails: Mail[] = [];
  #next = 1;

  constructor(limit = 1000) {
    this.#limit = limit;
  }

  add(mail: Omit<Mail, "id">): Mail {
    const added = { id: String(this.#next++), ...mail };
    this.#mails = [added, ...this.#mails].slice(0, this.#limit);
    return added;
  }

  /** All, or those to one address; upper and lower case count as the same. */
  list(to?: string): readonly Mail[] {
    const wanted = to?.trim().toLowerCase();
    return wanted === undefined
      ? this.#mails
      : this.#mails.filter((m) => m.to.some((t) => t.toLowerCase() === wanted));
  }

  get(id: string): Mail | undefined {
    return this.#mails.find((m) => m.id === id);
  }

  forget(id: string): void {
    this.#mails = this.#mails.filter((m) => m.id !== id);
  }

  clear(): void {
    this.#mails = [];
  }
}

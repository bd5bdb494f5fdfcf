// Who is here and with which key. Lives in the memory of the page and nowhere else.
import type { Self } from "../../gen/driehoek/v1/access_pb";
import type { Lang } from "../i18n/table";

export interface Session {
  readonly kind: "lms" | "guest";
  readonly token: string;
  /** Role that the session began in; another one is named in a header. */
  readonly firstRole: string;
  readonly role: string;
  readonly roles: readonly string[];
  readonly institution: string;
  readonly locale: Lang;
  /** Who the person is at each institution; more than one only for a guest who proved the address. */
  readonly selves: Readonly<Record<string, Self>>;
  readonly course: string;
}

export class SessionStore {
  #session: Session;
  #expired = false;
  readonly #listeners = new Set<() => void>();

  constructor(session: Session) {
    this.#session = session;
  }

  get(): Session {
    return this.#session;
  }

  /** True once the server said that it does not know the token any more. */
  get expired(): boolean {
    return this.#expired;
  }

  change(part: Partial<Session>): void {
    this.#session = { ...this.#session, ...part };
    this.#tell();
  }

  expire(): void {
    if (this.#expired) return;
    this.#expired = true;
    this.#tell();
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** "institutions/x/agreements/y" -> "x". */
export function institutionOf(name: string): string {
  return name.split("/")[1] ?? "";
}

/** The last part of a resource name. */
export function idOf(name: string): string {
  return name.slice(name.lastIndexOf("/") + 1);
}

/** Names of the person at every institution of the session. */
export function personNames(session: Session): string[] {
  return Object.values(session.selves).flatMap((self) => (self.person ? [self.person.name] : []));
}

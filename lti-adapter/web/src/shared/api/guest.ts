// The few requests of a guest that are not calls of the contract: open a link, prove the address, ask for a new link.
export class GuestRefused extends Error {
  constructor(readonly status: number, readonly reason: string, readonly metadata: Readonly<Record<string, string>>) {
    super(`guest request refused: ${status}`);
  }
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value)) : {};
}

/** Reason and metadata of a refusal: at the top of the answer, or in the ErrorInfo among its details. */
function refusal(status: number, body: unknown): GuestRefused {
  const top = record(body);
  const details: unknown[] = Array.isArray(top["details"]) ? top["details"] : [];
  const info = [top, ...details.map((detail) => record(record(detail)["debug"]))].find((one) => typeof one["reason"] === "string") ?? {};
  const metadata = Object.fromEntries(Object.entries(record(info["metadata"])).map(([key, value]) => [key, String(value)]));
  return new GuestRefused(status, typeof info["reason"] === "string" ? info["reason"] : "", metadata);
}

/** What the server answered. GuestRefused when that is no. */
export async function readGuestAnswer(answer: Response): Promise<unknown> {
  const type = answer.headers.get("Content-Type") ?? "";
  const value: unknown = type.startsWith("application/json") ? await answer.json() : {};
  if (!answer.ok) throw refusal(answer.status, value);
  return value;
}

/** A link is opened by app/open_link.ts. */
export async function postGuest(what: "code" | "confirm" | "renew", body: object, token: string): Promise<unknown> {
  return readGuestAnswer(await fetch(`/g/${what}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...(token !== "" && { Authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
    credentials: "same-origin",
    referrerPolicy: "no-referrer",
    signal: AbortSignal.timeout(30_000),
  }));
}

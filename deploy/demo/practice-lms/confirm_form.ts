// The confirm page of a tool, as a script needs it: the first form with its fields.

export interface ConfirmForm {
  readonly action: string;
  readonly method: "GET" | "POST";
  readonly fields: [string, string][];
}

function attributes(tag: string): Record<string, string> {
  const found = tag.matchAll(/([a-zA-Z-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g);
  return Object.fromEntries(
    Array.from(found, (m) => [m[1]?.toLowerCase() ?? "", decoded(m[2] ?? m[3] ?? m[4] ?? "")]),
  );
}

const names: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
};

const decoded = (text: string) =>
  text.replace(
    /&(?:#(\d+)|#x([0-9a-fA-F]+)|([a-z]+));/g,
    (all, decimal?: string, hex?: string, name?: string) => {
      if (decimal) return String.fromCodePoint(Number(decimal));
      if (hex) return String.fromCodePoint(Number.parseInt(hex, 16));
      return names[name ?? ""] ?? all;
    },
  );

/** The first form of the page with the fields a browser would send on its first button. */
export function confirmFormIn(page: string, pageUrl: string): ConfirmForm | undefined {
  const form = /<form\b([^>]*)>([\s\S]*?)<\/form>/i.exec(page);
  if (!form) return undefined;
  const own = attributes(form[1] ?? "");
  const fields: [string, string][] = [];
  let buttons = 0;
  for (const [, name, rest] of (form[2] ?? "").matchAll(/<(input|button)\b([^>]*)>/gi)) {
    const tag = attributes(rest ?? "");
    const button = name?.toLowerCase() === "button" || tag["type"] === "submit";
    if (button) buttons += 1;
    const skipped = (button && buttons > 1) || (tag["type"] === "checkbox" && !("checked" in tag));
    if (tag["name"] && !skipped) fields.push([tag["name"], tag["value"] ?? ""]);
  }
  return {
    action: new URL(own["action"] || pageUrl, pageUrl).href,
    method: own["method"]?.toUpperCase() === "POST" ? "POST" : "GET",
    fields,
  };
}

// Log lines: one event a line, `key=value`, on standard error. Only ids, counts and reasons are
// passed in; never a name, an address, a token or a text that somebody wrote.

export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

export interface Log {
  (event: string, fields?: LogFields): void;
}

function printable(value: string | number | boolean): string {
  const text = String(value);
  return /^[A-Za-z0-9_.:/@+-]+$/.test(text) ? text : JSON.stringify(text);
}

export function createLog(
  program: string,
  write = (line: string) => process.stderr.write(line),
): Log {
  return (event, fields = {}) => {
    const parts = [`time=${new Date().toISOString()}`, `program=${program}`, `event=${event}`];
    for (const [key, value] of Object.entries(fields)) {
      if (value !== undefined) parts.push(`${key}=${printable(value)}`);
    }
    write(parts.join(" ") + "\n");
  };
}

export const silentLog: Log = () => {};

// Reads what comes in parts: a file of evidence, or the export.
interface Part {
  readonly data: Uint8Array;
  readonly nextOffset: bigint;
}

/** All parts of a file, in order. */
export async function readWhole<P extends Part>(read: (offset: bigint, before: P | undefined) => Promise<P>, sizeOf: (part: P) => bigint): Promise<{ parts: Uint8Array<ArrayBuffer>[]; last: P }> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let last = await read(0n, undefined);
  for (;;) {
    parts.push(new Uint8Array(last.data));
    if (last.nextOffset >= sizeOf(last) || last.data.length === 0) return { parts, last };
    last = await read(last.nextOffset, last);
  }
}

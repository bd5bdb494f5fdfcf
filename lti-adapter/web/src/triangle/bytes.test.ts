// @vitest-environment node
import { expect, test } from "vitest";
import { readWhole } from "./bytes";

interface Part {
  readonly data: Uint8Array;
  readonly nextOffset: bigint;
  readonly etag: string;
}

test("GivenAFileInParts_WhenRead_ThenThePartsAreInOrderAndEachIsAskedOnce", async () => {
  const whole = Uint8Array.from({ length: 10 }, (_, index) => index);
  const asked: [bigint, string][] = [];
  const { parts, last } = await readWhole((offset, before: Part | undefined): Promise<Part> => {
    asked.push([offset, before?.etag ?? ""]);
    const data = whole.slice(Number(offset), Number(offset) + 4);
    return Promise.resolve({ data, nextOffset: offset + BigInt(data.length), etag: "e1" });
  }, () => 10n);
  expect(parts.flatMap((part) => [...part])).toEqual([...whole]);
  expect(asked).toEqual([[0n, ""], [4n, "e1"], [8n, "e1"]]);
  expect(last.etag).toBe("e1");
});

test("GivenAnAnswerWithoutBytes_WhenRead_ThenItEnds", async () => {
  const { parts } = await readWhole(() => Promise.resolve({ data: new Uint8Array(0), nextOffset: 0n }), () => 10n);
  expect(parts).toHaveLength(1);
});

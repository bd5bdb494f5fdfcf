// @vitest-environment node
import { Code, ConnectError, createClient, createRouterTransport } from "@connectrpc/connect";
import { expect, test } from "vitest";
import { EvidenceUploadSchema, EvidenceUpload_State as UploadState } from "../../gen/driehoek/v1/evidence_pb";
import { EvidenceService } from "../../gen/driehoek/v1/evidence_service_pb";
import { create } from "@bufbuild/protobuf";
import { refuse } from "../../../test/fake/refuse";
import { nextChunk, pause, upload, type Progress } from "./upload";

const lineGone = () => new ConnectError("away", Code.Unavailable);

/** A service that keeps the bytes, and fails as the list says: before a call is done, or after it. */
function service(faults: Map<number, "before" | "after" | "refuse"> = new Map()) {
  let stored = Buffer.alloc(0);
  let size = 0;
  let calls = 0;
  const chunks: number[] = [];
  const asked: string[] = [];
  const state = () => create(EvidenceUploadSchema, { name: "institutions/w/evidenceUploads/u", sizeBytes: BigInt(size), receivedBytes: BigInt(stored.length), state: UploadState.RECEIVING });
  const one = <T>(name: string, act: () => T): T => {
    asked.push(name);
    calls += 1;
    const fault = faults.get(calls);
    if (fault === "before") throw lineGone();
    if (fault === "refuse") throw refuse(Code.InvalidArgument, "FILE_TYPE_REFUSED");
    const answer = act();
    if (fault === "after") throw lineGone();
    return answer;
  };
  const transport = createRouterTransport((router) => router.service(EvidenceService, {
    beginEvidenceUpload: ({ evidenceUpload }) => one("begin", () => {
      size = Number(evidenceUpload?.sizeBytes);
      return state();
    }),
    getEvidenceUpload: () => one("get", state),
    writeEvidenceUploadChunk: ({ offset, data }) => one("write", () => {
      if (Number(offset) !== stored.length) throw refuse(Code.FailedPrecondition, "OFFSET_UNEXPECTED", { expected_offset: String(stored.length) });
      chunks.push(data.length);
      stored = Buffer.concat([stored, data]);
      return state();
    }),
    finishEvidenceUpload: () => one("finish", state),
  }));
  return { client: createClient(EvidenceService, transport), chunks, asked, bytes: () => stored };
}

const content = Uint8Array.from({ length: 450_000 }, (_, index) => index % 251);

async function send(faults?: Map<number, "before" | "after" | "refuse">, signal = new AbortController().signal) {
  const server = service(faults);
  const seen: Progress[] = [];
  const waited: number[] = [];
  const result = await upload({
    client: server.client, parent: "institutions/w", placement: "institutions/w/placements/p", file: new Blob([content]), fileName: "foto.jpg",
    onProgress: (one) => seen.push(one), signal, wait: (millis) => { waited.push(millis); return waited.length > 20 ? Promise.reject(new Error("it goes on for ever")) : Promise.resolve(); }, clock: () => 0,
  }).catch((problem: unknown) => problem);
  return { ...server, seen, waited, result };
}

test("GivenAFile_WhenSent_ThenEveryByteIsThereAndNoChunkIsTooLarge", async () => {
  const { bytes, chunks, seen, result } = await send();
  expect(result).toBe("institutions/w/evidenceUploads/u");
  expect(Buffer.compare(bytes(), content)).toBe(0);
  expect(Math.max(...chunks)).toBeLessThanOrEqual(512 * 1024);
  expect(seen.at(-1)).toEqual({ sent: content.length, total: content.length, away: false });
});

test.each([1, 2, 3, 4, 5].flatMap((call) => [[call, "before"], [call, "after"]] as const))("GivenTheLineIsLostAtCall %i (%s), WhenItComesBack, ThenNothingIsLostOrDoubled", async (call, when) => {
  const { bytes, seen, result } = await send(new Map([[call, when]]));
  expect(result).toBe("institutions/w/evidenceUploads/u");
  expect(Buffer.compare(bytes(), content)).toBe(0);
  expect(seen.some(({ away }) => away)).toBe(true);
});

test("GivenALongOutage_WhenTried_ThenTheWaitsGrowAndStayBounded", async () => {
  const { waited, result } = await send(new Map([2, 3, 4, 5, 6, 7, 8].map((call) => [call, "before"])));
  expect(result).toBe("institutions/w/evidenceUploads/u");
  expect(waited.slice(0, 3)).toEqual([1000, 2000, 4000]);
  expect(Math.max(...waited)).toBeLessThanOrEqual(15_000);
});

test("GivenAFileThatIsRefused_WhenSent_ThenItStopsAtOnceWithTheReason", async () => {
  const { asked, result } = await send(new Map([[5, "refuse"]]));
  expect(asked).toHaveLength(5);
  expect(result).toBeInstanceOf(ConnectError);
});

test("GivenSomebodyStops_WhenItIsUnderWay_ThenNothingMoreIsSent", async () => {
  const stop = new AbortController();
  stop.abort();
  const { asked } = await send(undefined, stop.signal);
  expect(asked).toEqual([]);
});

test("GivenAQuickOrSlowLine_WhenTheNextChunkIsChosen_ThenItGrowsOrShrinksWithinBounds", () => {
  expect(nextChunk(400_000, 100)).toBe(512 * 1024);
  expect(nextChunk(100_000, 3000)).toBe(100_000);
  expect(nextChunk(40_000, 9000)).toBe(32 * 1024);
  expect([1, 2, 9].map(pause)).toEqual([1000, 2000, 15_000]);
});

// The outbox against a server that loses answers, refuses, or is not there.
import { create } from "@bufbuild/protobuf";
import { Code, ConnectError, createRouterTransport, type Interceptor } from "@connectrpc/connect";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { PulseSchema } from "../../gen/driehoek/v1/rhythm_pb";
import { AnswerPulseRequestSchema, RhythmService, type AnswerPulseRequest } from "../../gen/driehoek/v1/rhythm_service_pb";
import { Outbox, type Item } from "./outbox";
import { memoryShelf, type Shelf } from "./shelf";

const ingrid = "institutions/waarden/persons/ingrid";
const about = { owner: ingrid, slot: "pulse daan" };

/** A server that keeps each request id once. Its line can be cut before or after it did its work. */
function server() {
  const done = new Map<string, AnswerPulseRequest>();
  const line = { cut: "none" as "none" | "before" | "after", refuse: undefined as ConnectError | undefined, calls: 0 };
  const gone = () => new ConnectError("Failed to fetch", Code.Unknown);
  const cut: Interceptor = (next) => async (request) => {
    line.calls += 1;
    if (line.cut === "before") throw gone();
    const answer = await next(request);
    if (line.cut === "after") throw gone();
    return answer;
  };
  const transport = createRouterTransport((router) => router.service(RhythmService, {
    answerPulse: (request) => {
      if (line.refuse) throw line.refuse;
      done.set(request.requestId, request);
      return { name: "institutions/waarden/pulses/1" };
    },
  }), { transport: { interceptors: [cut] } });
  return { done, line, transport };
}

const pulse = (share: number) => create(AnswerPulseRequestSchema, { parent: "institutions/waarden", pulse: create(PulseSchema, { placement: "institutions/waarden/placements/daan", learningSharePercent: share, word: "druk" }) });

function page(transport: ReturnType<typeof server>["transport"], shelf: Shelf<Item> = memoryShelf(), owners = [ingrid]) {
  const answered: string[] = [];
  const network = { on: true };
  const outbox = new Outbox({ shelf, transport, owners: () => owners, answered: ({ slot }) => answered.push(slot), online: () => network.on });
  return { outbox, answered, network, shelf };
}

const settled = () => vi.advanceTimersByTimeAsync(50);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("GivenANetwork_WhenACallIsGiven_ThenItIsSentOnceWithItsIdAndNothingStays", async () => {
  const { done, transport } = server();
  const { outbox, answered, shelf } = page(transport);
  await outbox.send(RhythmService, "answerPulse", pulse(25), about);
  await settled();
  expect([...done.values()].map(({ pulse: one }) => one?.learningSharePercent)).toEqual([25]);
  expect([...done.keys()][0]).toMatch(/^[0-9a-f-]{36}$/);
  expect(answered).toEqual(["pulse daan"]);
  expect(outbox.view.sent).toMatchObject([{ slot: "pulse daan" }]);
  expect(await shelf.all()).toEqual([]);
  expect(outbox.view.sentAt).toBeInstanceOf(Date);
});

test("GivenNoNetworkForFiveMinutes_WhenItIsBack_ThenEveryWordIsSentOnceAndInOrder", async () => {
  const { done, line, transport } = server();
  const { outbox } = page(transport);
  line.cut = "before";
  for (const [index, share] of [25, 50, 75].entries()) await outbox.send(RhythmService, "answerPulse", pulse(share), { owner: ingrid, slot: `pulse ${index}` });
  await vi.advanceTimersByTimeAsync(5 * 60_000);
  expect(done.size).toBe(0);
  expect(outbox.view).toMatchObject({ offline: true, waiting: [{ slot: "pulse 0" }, { slot: "pulse 1" }, { slot: "pulse 2" }] });
  line.cut = "none";
  outbox.online();
  await settled();
  expect([...done.values()].map(({ pulse: one }) => [one?.learningSharePercent, one?.word])).toEqual([[25, "druk"], [50, "druk"], [75, "druk"]]);
  expect(outbox.view).toMatchObject({ offline: false, waiting: [] });
});

test("GivenAnAnswerThatWasLost_WhenSentAgain_ThenTheServerSeesTheSameId", async () => {
  const { done, line, transport } = server();
  const { outbox } = page(transport);
  line.cut = "after";
  await outbox.send(RhythmService, "answerPulse", pulse(25), about);
  await settled();
  expect(outbox.view.waiting).toHaveLength(1);
  line.cut = "none";
  // Nobody says that the network is back: it tries by itself.
  await vi.advanceTimersByTimeAsync(5_000);
  expect(done.size).toBe(1);
  expect(line.calls).toBe(2);
  expect(outbox.view.waiting).toEqual([]);
});

test("GivenAPageThatWasClosed_WhenAnotherOpens_ThenItSendsWhatWasLeftAndNobodyElsesCalls", async () => {
  const { done, transport } = server();
  const first = page(transport);
  first.network.on = false;
  await first.outbox.send(RhythmService, "answerPulse", pulse(25), about);
  await settled();
  const other = page(transport, first.shelf, ["institutions/waarden/persons/karin"]);
  await other.outbox.start();
  await settled();
  expect([done.size, other.outbox.view.waiting.length]).toEqual([0, 0]);
  const again = page(transport, first.shelf);
  await again.outbox.start();
  await settled();
  expect(done.size).toBe(1);
  expect(await first.shelf.all()).toEqual([]);
});

test("GivenACallThatWasNeverTried_WhenTheSameIsAnsweredAnew_ThenOnlyTheNewAnswerIsSent", async () => {
  const { done, transport } = server();
  const { outbox, network } = page(transport);
  network.on = false;
  await outbox.send(RhythmService, "answerPulse", pulse(25), about);
  await outbox.send(RhythmService, "answerPulse", pulse(75), about);
  network.on = true;
  outbox.online();
  await settled();
  expect([...done.values()].map(({ pulse: one }) => one?.learningSharePercent)).toEqual([75]);
});

test("GivenARefusal_WhenOtherCallsWait_ThenItStandsAsideUntilItIsTriedAgainOrDropped", async () => {
  const { done, line, transport } = server();
  const { outbox, answered, shelf } = page(transport);
  line.refuse = new ConnectError("no", Code.FailedPrecondition);
  await outbox.send(RhythmService, "answerPulse", pulse(25), about);
  await settled();
  // What it touches is read anew: it is not as the page thought.
  expect(answered).toEqual(["pulse daan"]);
  expect(outbox.view.sent).toEqual([]);
  line.refuse = undefined;
  await outbox.send(RhythmService, "answerPulse", pulse(50), { owner: ingrid, slot: "pulse lotte" });
  await settled();
  expect(done.size).toBe(1);
  const refused = outbox.view.refused[0] ?? expect.fail("nothing was refused");
  expect(refused).toMatchObject({ slot: "pulse daan", refusal: { code: Code.FailedPrecondition } });
  await outbox.retry(refused.id);
  await settled();
  expect(done.size).toBe(2);
  line.refuse = new ConnectError("no", Code.InvalidArgument);
  await outbox.send(RhythmService, "answerPulse", pulse(10), about);
  await settled();
  await outbox.drop(outbox.view.refused[0]?.id ?? "");
  expect(await shelf.all()).toEqual([]);
});

test("GivenASessionThatEnded_WhenACallIsGiven_ThenItStaysForTheNextStart", async () => {
  const { line, transport } = server();
  const { outbox, shelf } = page(transport);
  line.refuse = new ConnectError("who", Code.Unauthenticated);
  await outbox.send(RhythmService, "answerPulse", pulse(25), about);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(line.calls).toBe(1);
  expect(outbox.view).toMatchObject({ closed: true, waiting: [{ slot: "pulse daan" }] });
  expect(await shelf.all()).toHaveLength(1);
});

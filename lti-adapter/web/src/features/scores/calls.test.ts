import { Code } from "@connectrpc/connect";
import { afterEach, expect, test, vi } from "vitest";
import { problemOf } from "../../shared/api/errors";
import { SessionStore } from "../../shared/api/session";
import { session } from "../../../test/fake/world";
import { listScores, readScore, resendScore } from "./calls";

const store = () => new SessionStore(session("karin", "practice_office", "nl", ["practice_office"]));
const answers = (...all: [number, unknown][]) => {
  const made = vi.fn<typeof fetch>();
  for (const [status, body] of all) made.mockResolvedValueOnce(new Response(typeof body === "string" ? body : JSON.stringify(body), { status, headers: { "Content-Type": "application/json" } }));
  vi.stubGlobal("fetch", made);
  return made;
};
afterEach(() => vi.unstubAllGlobals());

test("GivenSeveralPages_WhenListed_ThenAllAreReadAlsoAfterAnEmptyOne", async () => {
  const made = answers([200, { scores: [{ id: "a" }], nextPageToken: "t1", platforms: [] }], [200, { scores: [], nextPageToken: "t2" }], [200, { scores: [{ id: "b" }], nextPageToken: "", platforms: [{ platform: "https://x", state: "paused", waitingCount: 3 }] }]);
  const { scores, platforms } = await listScores(store(), "nl");
  expect(scores.map(({ id }) => id)).toEqual(["a", "b"]);
  expect(platforms).toMatchObject([{ state: "paused", waitingCount: 3 }]);
  expect(made.mock.calls.map(([, request]) => JSON.parse(String(request?.body)) as unknown)).toEqual([
    { pageSize: 100, pageToken: "", language: "nl" }, { pageSize: 100, pageToken: "t1", language: "nl" }, { pageSize: 100, pageToken: "t2", language: "nl" },
  ]);
  expect(made.mock.calls[0]?.[1]).toMatchObject({ method: "POST", credentials: "omit", headers: { Authorization: "Bearer token-1" } });
});

test("GivenAnotherRoleThanTheFirst_WhenAsked_ThenTheRoleIsNamed", async () => {
  const made = answers([200, {}]);
  const second = store();
  second.change({ role: "institution_admin" });
  await listScores(second, "en");
  expect(made.mock.calls[0]?.[1]?.headers).toMatchObject({ "Driehoek-Role": "institution_admin" });
});

test("GivenARefusal_WhenItComes_ThenItsReasonIsRead", async () => {
  const body = (code: string, reason: string) => ({ code, message: "no", details: [{ type: "google.rpc.ErrorInfo", value: "ChBTQ09SRV9TVVBFUlNFREVE", debug: { reason } }] });
  answers([400, body("failed_precondition", "SCORE_SUPERSEDED")]);
  const problem: unknown = await resendScore(store(), "a", "nl").catch((thrown: unknown) => thrown);
  expect(problemOf(problem)).toMatchObject({ code: Code.FailedPrecondition, reason: "SCORE_SUPERSEDED" });
});

test("GivenASessionThatIsOver_WhenRefused_ThenItEnds", async () => {
  answers([401, { code: "unauthenticated", message: "no" }]);
  const over = store();
  await listScores(over, "nl").catch(() => undefined);
  expect(over.expired).toBe(true);
});

test.each([[502, "<html>bad gateway</html>"], [500, "[]"]])("GivenNonsense (%i), WhenRead, ThenItCountsAsALostLine", async (status, body) => {
  answers([status, body]);
  const problem: unknown = await listScores(store(), "nl").catch((thrown: unknown) => thrown);
  expect(problemOf(problem).code).toBe(Code.Unavailable);
});

test("GivenMembersOfOtherKinds_WhenRead_ThenTheyAreLeftOut", () => {
  expect(readScore({ id: 3, grade: "7.5", version: "2", mayResend: "yes" })).toMatchObject({ id: "", grade: "7.5", version: 0, mayResend: false });
  expect(readScore(null)).toMatchObject({ id: "", state: "" });
});

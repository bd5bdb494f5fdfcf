// @vitest-environment node
// Holds the sentences against the reasons that the service and the gateway give: nobody reads a code, or "something went wrong" where
// the cause is known.
import { readdirSync, readFileSync } from "node:fs";
import { Code, ConnectError } from "@connectrpc/connect";
import { expect, test } from "vitest";
import { BadRequestSchema, ErrorInfoSchema } from "../../gen/google/rpc/error_details_pb";
import { makeWords } from "../i18n/context";
import { allParts, loadParts, loadTable, type Lang } from "../i18n/table";
import { sentence } from "./errors";

const root = new URL("../../../../../", import.meta.url);
const whole = async (lang: Lang) => makeWords(lang, { ...await loadTable(lang, "staff"), ...await loadParts(lang, await allParts()) }, "Europe/Amsterdam");
const words = { nl: await whole("nl"), en: await whole("en") };

/** The sentence of the code says it all: sign in again, try again, gone, somebody was first, a fault of ours. */
const saidByCode = /StatusCode::k(Internal|Unavailable|Unauthenticated|NotFound|Aborted|Cancelled|DataLoss|Unimplemented)/;

/** What no screen can bring about: its form leaves no room for it, or the call has no screen. */
const neverMet = new Set([
  // Programmes, outcomes, policies, templates and institutions are set up through the API.
  ...["CLAUSES_TOO_MANY", "CLAUSE_CODE_MALFORMED", "COLOR_MALFORMED", "DUAL_NEEDS_LEGAL_AGREEMENT", "INSTITUTION_CODE_MALFORMED", "INSTITUTION_EXISTS", "INSTITUTION_ID_MALFORMED", "LANGUAGE_UNKNOWN", "LAUNCH_ROLE_UNKNOWN", "LEGAL_CLAUSE_ABSENT", "LEVEL_ORDER", "LOOSENED_WITHOUT_REASON", "OTHER_PROGRAMME", "OTHER_VARIANT", "OUTCOMES_MISSING", "OUTCOMES_TOO_MANY", "OUTCOME_CODE_REPEATED", "POLICY_SET_MISSING", "SEARCH_CLOCK_ORDER", "STEP_REPEATED", "TIME_ZONE_UNKNOWN", "WINDOW_REVERSED"],
  // The screens make these parts of a request themselves.
  ...["ANSWER_MISSING", "CLAIM_NOT_FOUND", "CLAUSE_CODE_UNKNOWN", "CLAUSE_TWICE", "CODE_MALFORMED", "COMMITMENT_ID_MALFORMED", "COMMITMENT_TWICE", "CONTENT_TYPE_UNSUPPORTED", "ETAG_MISSING", "MASK_PATH_UNKNOWN", "MESSAGE_MALFORMED", "NAME_MALFORMED", "OFFER_NOT_FOUND", "ORIGIN_FOREIGN", "PAGE_SIZE_NEGATIVE", "PAGE_TOKEN_INVALID", "PARTY_TWICE", "REASON_UNASKED", "REQUEST_ID_MALFORMED", "REQUEST_ID_REUSED", "ROW_TWICE", "SECRET_MALFORMED", "TIMEOUT_MALFORMED", "UNKNOWN_ENUM_VALUE", "VERSION_OF_OTHER_AGREEMENT"],
  // Proposing and screening a workplace, offers of capacity and outcomes have no screens yet.
  ...["OFFER_WITHOUT_WORKPLACE", "ORIGIN_NOT_ALLOWED", "OTHER_WORKPLACE", "OUTCOME_UNKNOWN", "PLACEMENT_NOT_PROPOSED", "PLACEMENT_NOT_SEARCHING", "PLACE_MISSING"],
  // Placements are completed through the API.
  ...["JUDGEMENT_COMING", "PLACEMENT_NOT_FINISHING"],
  // Publishing uses what was judged; other evidence than that is never named by a screen.
  "EVIDENCE_NOT_CONFIRMED",
  // A file that is no archive is refused as what it is; the address of the scanner is checked when the server starts.
  ...["ANTIVIRUS_MALFORMED", "ZIP_UNREADABLE"],
  // Keys and seals, checked when the server starts or a file is sealed.
  ...["CALL_TOKEN_KEY_MALFORMED", "CALL_TOKEN_KEY_UNREADABLE", "EVIDENCE_SIGNERS_OUT_OF_RANGE", "FINGERPRINT_MALFORMED", "SEAL_MODULE_MISSING", "TLS_FILE_UNREADABLE"],
]);

interface Given {
  readonly reason: string;
  readonly by: string;
}

function reasonsIn(folder: string): Given[] {
  const path = new URL(folder, root);
  return readdirSync(path).filter((name) => /\.(cc|h)$/.test(name) && !name.includes("_test")).flatMap((name) => {
    const text = readFileSync(new URL(name, path), "utf8");
    const calls = text.matchAll(/(Error\(\s*absl::StatusCode::k\w+,\s*|Refused\(\s*|BadParty\(\s*|\.Add\([^;]*?,\s*|Violation\([^;]*?,\s*)"([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)"/g);
    return [...calls].filter((call) => !saidByCode.test(call[1] ?? "")).map((call) => ({ reason: call[2] ?? "", by: `${folder}${name}` }));
  });
}

const given = ["services/access/", "services/agreement/", "services/directory/", "services/placement/", "services/placement/attention/", "services/placement/capacity/", "services/placement/conflict/", "services/placement/continuation/", "services/placement/register/", "services/placement/round/", "services/placement/scan/", "services/progress/checkin/", "services/progress/assessment/", "services/progress/evidence/", "services/progress/task/", "services/shared/auth/", "services/shared/base/", "services/shared/events/", "services/shared/rpc/", "lti-adapter/gateway/"].flatMap(reasonsIn);

function refusal(code: Code, reason: string, metadata: Record<string, string> = {}, fields: { field: string; description: string }[] = []): ConnectError {
  const details = [{ desc: ErrorInfoSchema, value: { reason, domain: "driehoek", metadata } }, ...(fields.length > 0 ? [{ desc: BadRequestSchema, value: { fieldViolations: fields } }] : [])];
  return new ConnectError("for developers", code, undefined, details);
}

test("GivenTheSourceOfTheService_WhenItGivesAReason_ThenThatReasonHasASentence", () => {
  expect(given.length).toBeGreaterThan(80);
  // A reason about a cell of a file is said beside its row.
  const said = (reason: string) => [`no.${reason}_plain`, `no.${reason}`, `cell.${reason}`].some((key) => words.nl.find(key) !== undefined);
  const lacking = given.filter(({ reason }) => !neverMet.has(reason) && !said(reason.toLowerCase()));
  expect(lacking).toEqual([]);
});

test("GivenTheListOfWhatIsNeverMet_WhenReasonsGo_ThenTheListFollows", () => {
  const known = new Set(given.map(({ reason }) => reason));
  expect([...neverMet].filter((reason) => !known.has(reason))).toEqual([]);
});

test("GivenAReasonWithNumbers_WhenTheServerSendsThem_ThenTheyAreInTheSentence", () => {
  expect(sentence(words.nl, refusal(Code.InvalidArgument, "CODE_WRONG", { tries_left: "2" }))).toBe("Deze code klopt niet. Je kunt nog 2 keer.");
  expect(sentence(words.en, refusal(Code.InvalidArgument, "CODE_WRONG"))).toBe("This code is not right. Look in your mail again.");
});

test("GivenTooManyStudents_WhenSomeAreElsewhere_ThenTheSentenceSaysHowMany", () => {
  const own = refusal(Code.FailedPrecondition, "ATTENTION_EXCEEDED", { limit: "2", students: "3" });
  const shared = refusal(Code.FailedPrecondition, "ATTENTION_EXCEEDED", { limit: "2", students: "3", elsewhere: "1" });
  expect(sentence(words.en, own)).toBe("This supervisor would have 3 students at once. The policy allows 2.");
  expect(sentence(words.nl, shared)).toBe("Deze begeleider krijgt dan 3 studenten tegelijk, van wie 1 van andere instellingen. Het beleid staat er 2 toe.");
});

test("GivenWrongFields_WhenShown_ThenTheirNamesAndSentencesStandThereAndNoCode", () => {
  const one = refusal(Code.InvalidArgument, "END_BEFORE_START", { field: "draft.end_date" }, [{ field: "draft.end_date", description: "END_BEFORE_START: must not be before" }]);
  expect(sentence(words.nl, one)).toBe("Laatste dag: De laatste dag ligt voor de eerste.");
  const clause = refusal(Code.InvalidArgument, "TEXT_TOO_LONG", {}, [{ field: "draft.clauses[2].text", description: "TEXT_TOO_LONG: at most 5000" }]);
  expect(sentence(words.en, clause)).toBe("Text: This text is too long. Make it shorter.");
});

test("GivenAnUnknownReason_WhenShown_ThenTheCodeSpeaks", () => {
  expect(sentence(words.nl, refusal(Code.FailedPrecondition, "BRAND_NEW"))).toBe("Dit kan nu niet meer. Laad de pagina opnieuw en kijk hoe het staat.");
  expect(sentence(words.nl, refusal(Code.AlreadyExists, "BRAND_NEW"))).toBe("Dit bestaat al. Laad de pagina opnieuw.");
});

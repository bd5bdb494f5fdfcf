// Evidence and assessments: students add what they made, the supervisor confirms some of it and disputes one thing, and the
// examiner finds one assessment that lacks inputs and one that can be judged.

import { type As } from "./api.ts";
import { invite } from "./hosts.ts";
import { inParallel } from "./pool.ts";
import { giveRole, actingAs } from "./school.ts";
import { make, say, type Named, type Stage } from "./stage.ts";
import type { Players } from "./story.ts";

type Content = { readonly text: string } | { readonly link: string } | { readonly picture: string };

interface EvidenceStory {
  readonly title: string;
  readonly outcomes: readonly string[];
  readonly content: Content;
  /** What happens to it: nothing, the supervisor is asked, or answers too. */
  readonly then?: "ask" | "confirm" | { readonly dispute: string };
}

interface PortfolioStory {
  /** Number in people.json: 5 is student-005. */
  readonly student: number;
  readonly supervisor: string;
  readonly items: readonly EvidenceStory[];
  /** The assessment, with what is in of it. */
  readonly assessment?: "opened" | "complete";
}

export const portfolioStories: readonly PortfolioStory[] = [
  {
    student: 1,
    supervisor: "maas",
    assessment: "complete",
    items: [
      {
        title: "Meetrapport van drie warmtepompen",
        outcomes: ["LU1", "LU4"],
        content: { text: "Twee weken meten voor en na de verandering. Lokaal 3 haalt nu om acht uur 20 graden; dat was kwart over negen." },
        then: "confirm",
      },
      { title: "Foto van de verdeler na het inregelen", outcomes: ["LU4"], content: { picture: "verdeler.png" }, then: "confirm" },
      {
        title: "Uitleg voor de conciërge",
        outcomes: ["LU3"],
        content: { link: "https://vanleeuwen.example/uitleg-warmtepomp" },
        then: { dispute: "Deze uitleg is van onze afdeling. Daan heeft er twee regels in veranderd." },
      },
      { title: "Aantekeningen van het werkoverleg", outcomes: [], content: { text: "Afspraken over de planning van week 40." } },
    ],
  },
  {
    student: 4,
    supervisor: "maas",
    assessment: "opened",
    items: [
      {
        title: "Verbruik van drie scholen in een tabel",
        outcomes: ["LU1"],
        content: { text: "De Regenboog gebruikt per vierkante meter 40 % meer dan de andere twee." },
        then: "ask",
      },
      { title: "Foto van de stookruimte", outcomes: ["LU1", "LU2"], content: { picture: "stookruimte.png" }, then: "ask" },
      { title: "Gesprek met de gemeente", outcomes: ["LU2"], content: { text: "Drie vragen die de gemeente stelde, en wat ik antwoordde." } },
    ],
  },
];

/** The smallest picture there is: one point. */
const picture = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

interface Item extends Named {
  readonly version: number;
}

export async function gatherEvidence(stage: Stage, players: Players): Promise<void> {
  const person = players.people.get("teacher-03");
  if (!person) throw new Error("people.json lacks teacher-03");
  await giveRole(stage, person, "examiner", "--exam-board-reference", "EC 2026-14");
  const examiner = actingAs(person, "examiner");
  await inParallel(portfolioStories, 2, (story) => tellPortfolio(stage, players, story, { as: examiner.as, name: examiner.name }));
  say(`evidence: ${portfolioStories.flatMap(({ items }) => items).length}`);
}

async function tellPortfolio(
  stage: Stage,
  players: Players,
  story: PortfolioStory,
  examiner: { readonly as: As; readonly name: string },
): Promise<void> {
  const student = players.people.get(`student-${String(story.student).padStart(3, "0")}`);
  const host = players.hosts.supervisors.get(story.supervisor);
  if (!student || !host) throw new Error(`the evidence of student ${story.student} is not complete`);
  const { as: supervisor } = await invite(stage, host, "workplace_supervisor");
  const { placements } = await stage.api.call<{ placements: Named[] }>("PlacementService/ListPlacements", student.as, {
    parent: stage.parent,
    page_size: 1,
  });
  const placement = placements[0]?.name ?? "";
  const items: Item[] = [];
  for (const item of story.items)
    items.push(await tellItem(stage, student.as, supervisor, placement, item, `${student.sub} ${item.title}`));
  if (story.assessment) {
    const first = items[0];
    if (!first) throw new Error(`student ${story.student} hands in nothing`);
    await openAssessment(stage, players, story.assessment, { student: student.as, supervisor, examiner, placement, product: first, key: student.sub });
  }
}

async function tellItem(stage: Stage, student: As, supervisor: As, placement: string, story: EvidenceStory, key: string): Promise<Item> {
  const content = "picture" in story.content ? { upload: await send(stage, student, placement, story.content.picture, key) } : story.content;
  let item = await make<Item>(stage, "EvidenceService/CreateEvidenceItem", student, key, {
    parent: stage.parent,
    evidence_item: { placement, title: story.title, outcome_codes: story.outcomes },
    content,
  });
  const bundle = () => ({ parent: stage.parent, items: [{ name: item.name, version: item.version, etag: item.etag }] });
  const first = (answer: { evidence_items: Item[] }) => answer.evidence_items[0] ?? item;
  if (story.then === undefined) return item;
  item = first(await make(stage, "EvidenceService/RequestEvidenceConfirmations", student, key, bundle()));
  if (story.then === "confirm") item = first(await make(stage, "EvidenceService/ConfirmEvidenceItems", supervisor, key, bundle()));
  if (typeof story.then === "object")
    item = await make<Item>(stage, "EvidenceService/DisputeEvidenceItem", supervisor, key, {
      name: item.name,
      version: item.version,
      etag: item.etag,
      reason: story.then.dispute,
    });
  return item;
}

/** The name of the finished upload. */
async function send(stage: Stage, student: As, placement: string, fileName: string, key: string): Promise<string> {
  const { name } = await make<{ name: string }>(stage, "EvidenceService/BeginEvidenceUpload", student, key, {
    parent: stage.parent,
    evidence_upload: { placement, file_name: fileName, size_bytes: picture.length },
  });
  await stage.api.call("EvidenceService/WriteEvidenceUploadChunk", student, { name, offset: 0, data: picture });
  await make(stage, "EvidenceService/FinishEvidenceUpload", student, key, { name });
  return name;
}

async function openAssessment(
  stage: Stage,
  players: Players,
  how: "opened" | "complete",
  who: { student: As; supervisor: As; examiner: { as: As; name: string }; placement: string; product: Item; key: string },
): Promise<void> {
  let assessment = await make<Named>(stage, "AssessmentService/CreateAssessment", players.office.as, who.key, {
    parent: stage.parent,
    assessment: { placement: who.placement, examiner: who.examiner.name },
  });
  const step = async (method: string, as: As, request: Record<string, unknown>) => {
    const { name, etag } = assessment;
    assessment = await make<Named>(stage, `AssessmentService/${method}`, as, `${who.key} ${method}`, { ...request, name, etag });
  };
  await step("WriteReflection", who.student, { text: "Ik begin nu met meten voordat ik iets verander. Vragen stellen kost mij minder moeite dan in september." });
  if (how === "opened") return;
  const product = { evidence_item: who.product.name, version: who.product.version };
  await step("SubmitAssessmentProduct", who.student, { product });
  await step("WriteProofOfCompetence", who.student, { text: "Het meetplan en de keuze van de instellingen zijn van mij; de montage deed ik samen met een collega." });
  await step("GiveAssessmentAdvice", who.supervisor, {
    advice: {
      outcomes: [
        { outcome_code: "LU1", level: 3, remark: "Zoekt eerst uit wat er speelt." },
        { outcome_code: "LU4", level: 3, remark: "Meet zorgvuldig." },
      ],
      remarks: "Werkt zelfstandig en vraagt op tijd om hulp.",
    },
  });
  const [year, month, day] = stage.file.progress.today.split("-").map(Number);
  await step("RecordAssessmentTalk", who.examiner.as, {
    talk: { kind: "PRESENTATION", held_date: { year, month, day }, notes: "Helder verhaal met goede vragen van het bedrijf." },
  });
}

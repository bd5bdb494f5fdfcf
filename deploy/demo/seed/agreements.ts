// One agreement from nothing to where the story wants it. Each step first looks where the agreement
// stands, so that an interrupted run goes on there.

import { ApiError, type Api, type As, type Message } from "./api.ts";
import type { Calendar } from "./calendar.ts";
import {
  amendmentReason,
  clausesOf,
  daanAfter,
  daanBefore,
  daanReason,
  declineReasons,
  terminateGround,
  terminateReasons,
  withdrawReasons,
} from "./clauses.ts";
import type { Goal, Story } from "./placements.ts";
import type { Programme } from "./programmes.ts";
import { requestId } from "./request_id.ts";
import { withFreshEtag, type Signer, type Signing } from "./signing.ts";

export interface Clause {
  readonly code: string;
  readonly heading: string;
  readonly text: string;
}

export interface Version {
  readonly name: string;
  readonly state: string;
  readonly clauses: readonly Clause[];
  readonly commitments: readonly { readonly id: string }[];
  readonly validations: readonly { readonly step: string; readonly validate_time: unknown }[];
  readonly signatures: readonly { readonly party_role: string; readonly state: string }[];
}

export interface Agreement {
  readonly name: string;
  readonly etag: string;
  readonly state: string;
  readonly in_force: Version | null;
  readonly proposal: Version | null;
}

export interface Cast {
  readonly student: Signer;
  /** Absent where nobody is contact person yet. */
  readonly teacher?: Signer;
  readonly supervisor: Signer;
  readonly office: As;
}

export interface Paper {
  readonly story: Story;
  readonly placement: string;
  readonly framework: string;
  readonly programme: Programme;
  readonly variant: string;
  readonly workplace: string;
  readonly cast: Cast;
}

/** How many of student, programme and workplace sign, in that order. */
const signed: Partial<Record<Goal, number>> = { one_signed: 1, two_signed: 2 };

export class Papers {
  readonly #api: Api;
  readonly #signing: Signing;
  readonly #calendar: Calendar;
  readonly #parent: string;

  constructor(api: Api, signing: Signing, calendar: Calendar, parent: string) {
    this.#api = api;
    this.#signing = signing;
    this.#calendar = calendar;
    this.#parent = parent;
  }

  async tell(paper: Paper): Promise<Agreement> {
    const { goal } = paper.story;
    let agreement = await this.#create(paper);
    if (goal === "draft") return agreement;
    if (!agreement.in_force && !isOver(agreement)) agreement = await this.#first(paper, agreement);
    if (goal === "amendment_draft" || goal === "amendment_two_signed")
      agreement = await this.#amend(paper, agreement);
    if (goal === "terminated" && agreement.in_force?.state === "IN_FORCE")
      agreement = await this.#terminate(paper, agreement);
    return agreement;
  }

  /** A step that the story takes once, on the agreement as it stands now. */
  #step(
    paper: Paper,
    step: string,
    method: string,
    as: As,
    request: { readonly name: string } & Message,
  ): Promise<Agreement> {
    const request_id = requestId(String(paper.story.student), step);
    return withFreshEtag(this.#api, request.name, as, (etag) =>
      this.#api.call(`AgreementService/${method}`, as, { ...request, etag, request_id }),
    );
  }

  async #create(paper: Paper): Promise<Agreement> {
    const { name } = await this.#api.call<Agreement>(
      "AgreementService/CreateAgreement",
      paper.cast.student.as,
      {
        parent: this.#parent,
        agreement: { placement: paper.placement, framework_agreement: paper.framework },
        request_id: requestId(String(paper.story.student), "create"),
      },
    );
    return this.#read(paper, name);
  }

  #read(paper: Paper, name: string): Promise<Agreement> {
    return this.#api.call("AgreementService/GetAgreement", paper.cast.office, { name });
  }

  async #first(paper: Paper, before: Agreement): Promise<Agreement> {
    const { goal } = paper.story;
    let agreement = before;
    if (agreement.proposal?.state === "DRAFT") {
      agreement = await this.#write(paper, agreement, "write", this.#texts(paper));
      agreement = await this.#submit(paper, agreement, "submit");
    }
    if (goal === "in_review") return agreement;
    agreement = await this.#check(paper, agreement);
    if (goal === "offered") return agreement;
    return this.#conclude(paper, agreement);
  }

  #texts({ story, cast, programme, variant, workplace }: Paper): Record<string, string> {
    const texts: Record<string, string> = {
      ...clausesOf({
        sector: programme.sector,
        variant,
        student: cast.student.givenName,
        supervisor: cast.supervisor.displayName,
        workplace,
        outcomes: programme.outcomes,
        number: story.student,
      }),
    };
    if (story.goal === "amendment_two_signed")
      texts["supervision"] = daanBefore(cast.supervisor.displayName, cast.student.givenName);
    return texts;
  }

  /** As the student, who may write these clauses. */
  #write(
    paper: Paper,
    agreement: Agreement,
    step: string,
    texts: Record<string, string>,
    as: As = paper.cast.student.as,
  ): Promise<Agreement> {
    const clauses = (agreement.proposal?.clauses ?? []).map(({ code, heading, text }) => ({
      code,
      heading,
      text: texts[code] ?? text,
    }));
    return this.#step(paper, step, "UpdateAgreementDraft", as, {
      name: agreement.name,
      draft: { clauses },
      update_mask: { paths: ["clauses"] },
    });
  }

  #submit(paper: Paper, { name }: Agreement, step: string, as?: As): Promise<Agreement> {
    return this.#step(paper, step, "SubmitAgreement", as ?? paper.cast.student.as, { name });
  }

  /** The checks of the programme that are still to come. */
  async #check(paper: Paper, before: Agreement): Promise<Agreement> {
    let agreement = before;
    for (const step of paper.programme.validationOrder) {
      const proposal = agreement.proposal;
      if (proposal?.state !== "IN_REVIEW") break;
      if (proposal.validations.some((v) => v.step === step && v.validate_time)) continue;
      const as = step === "TEACHER" ? this.#teacher(paper).as : paper.cast.office;
      agreement = await this.#step(
        paper,
        `check ${step} ${proposal.name}`,
        "ValidateAgreement",
        as,
        { name: agreement.name },
      );
    }
    return agreement;
  }

  #teacher({ cast, story }: Paper): Signer {
    if (!cast.teacher) throw new Error(`student ${story.student} has no contact person`);
    return cast.teacher;
  }

  /** What the three do with an offered version. */
  async #conclude(paper: Paper, agreement: Agreement): Promise<Agreement> {
    const { goal, student } = paper.story;
    const { name } = agreement;
    if (goal === "declined") {
      const reason = declineReasons[student % declineReasons.length];
      return this.#step(paper, "decline", "DeclineAgreement", paper.cast.supervisor.as, {
        name,
        reason,
      });
    }
    if (goal === "withdrawn") {
      const reason = withdrawReasons[student % withdrawReasons.length];
      return this.#step(paper, "withdraw", "WithdrawAgreement", paper.cast.office, {
        name,
        reason,
      });
    }
    return this.#signAll(paper, agreement, signed[goal] ?? 3);
  }

  async #signAll(paper: Paper, before: Agreement, count: number): Promise<Agreement> {
    const signers: [string, Signer][] = [
      ["STUDENT", paper.cast.student],
      ["PROGRAMME", this.#teacher(paper)],
      ["WORKPLACE", paper.cast.supervisor],
    ];
    let agreement = before;
    for (const [role, signer] of signers.slice(0, count)) {
      const open = agreement.proposal;
      if (!open) break;
      if (open.signatures.some((s) => s.party_role === role && s.state === "SIGNED")) continue;
      agreement = await this.#signing.sign(agreement, open, signer);
    }
    return agreement;
  }

  async #amend(paper: Paper, before: Agreement): Promise<Agreement> {
    const { goal } = paper.story;
    const teacher = this.#teacher(paper);
    const isDaan = goal === "amendment_two_signed";
    let agreement = before;
    if (!agreement.proposal) {
      agreement = await this.#step(paper, "amend", "AmendAgreement", teacher.as, {
        name: agreement.name,
        kind: "TASKS",
        reason: isDaan ? daanReason : amendmentReason,
      });
    }
    if (agreement.proposal?.state === "DRAFT") {
      const { supervisor, student } = paper.cast;
      const texts = isDaan
        ? { supervision: daanAfter(supervisor.displayName, student.givenName) }
        : { activities: this.#newWork(agreement) };
      agreement = await this.#write(paper, agreement, "rewrite", texts, teacher.as);
      if (!isDaan) return agreement;
      agreement = await this.#submit(paper, agreement, "resubmit", teacher.as);
    }
    if (!isDaan) return agreement;
    agreement = await this.#check(paper, agreement);
    return this.#signAll(paper, agreement, 2);
  }

  #newWork(agreement: Agreement): string {
    const old = agreement.in_force?.clauses.find((c) => c.code === "activities")?.text ?? "";
    const more = " Vanaf nu meet de student ook zelf op de bouwplaats.";
    return old.endsWith(more) ? old : old + more;
  }

  #terminate(paper: Paper, { name }: Agreement): Promise<Agreement> {
    return this.#step(paper, "terminate", "TerminateAgreement", paper.cast.office, {
      name,
      ground: terminateGround,
      reason: terminateReasons[paper.story.student % terminateReasons.length],
      last_date: this.#calendar.earlyEnd,
    });
  }

  /** How a party sees one promise of the version in force. */
  mark(
    paper: Paper,
    agreement: Agreement,
    as: As,
    view: { commitment: string; status: string; note: string },
  ): Promise<Agreement> {
    const step = `mark ${view.commitment} ${view.status}`;
    return this.#api.call("AgreementService/MarkCommitment", as, {
      name: agreement.name,
      ...view,
      request_id: requestId(String(paper.story.student), step),
    });
  }

  /** Somebody who is not asked tries to sign: refused, and it stands in the timeline (R19). */
  async trySigning(agreement: Agreement, as: As): Promise<void> {
    const events = await this.#api.call<{ events: { type: string }[] }>(
      "AgreementService/ListAgreementEvents",
      as,
      { parent: agreement.name, page_size: 100 },
    );
    if (events.events.some((e) => e.type === "SIGNING_REFUSED")) return;
    try {
      await this.#api.call("AgreementService/RequestSigningCode", as, {
        name: agreement.proposal?.name,
      });
    } catch (error) {
      if (error instanceof ApiError && error.reason === "WRONG_SIGNER") return;
      throw error;
    }
    throw new Error("somebody who was not asked could ask for a code to sign");
  }
}

const isOver = (agreement: Agreement) =>
  ["DECLINED", "WITHDRAWN", "TERMINATED", "EXPIRED"].includes(agreement.state);

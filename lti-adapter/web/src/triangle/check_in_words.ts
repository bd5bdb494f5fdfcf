// Values of the contract of check-ins as keys of the string tables, and what a check-in asks in words.
import type { Words } from "../shared/i18n/context";
import type { Tone } from "../shared/ui/status";
import { allParties, Cause, CheckInKind, CheckInState, Guard, isAhead, Party, viewOf, type AgendaItem, type CheckIn, type OwnStep } from "./check_ins";

export const checkInKindKey = {
  [CheckInKind.KIND_UNSPECIFIED]: "cikind.extra",
  [CheckInKind.KICK_OFF]: "cikind.kick_off",
  [CheckInKind.MID_TERM]: "cikind.mid_term",
  [CheckInKind.FINAL]: "cikind.final",
  [CheckInKind.EXTRA]: "cikind.extra",
  [CheckInKind.RETURN_DAY]: "cikind.return_day",
} as const;

export const checkInStateKey = {
  [CheckInState.STATE_UNSPECIFIED]: "cist.planned",
  [CheckInState.PLANNED]: "cist.planned",
  [CheckInState.INVITED]: "cist.invited",
  [CheckInState.VIEWS_OPEN]: "cist.views_open",
  [CheckInState.HELD]: "cist.held",
  [CheckInState.ACTIONS_OPEN]: "cist.actions_open",
  [CheckInState.CLOSED]: "cist.closed",
  [CheckInState.MISSED]: "cist.missed",
  [CheckInState.CANCELLED]: "cist.cancelled",
} as const;

export const checkInStateTone: Record<CheckInState, Tone> = {
  [CheckInState.STATE_UNSPECIFIED]: "note", [CheckInState.PLANNED]: "wait", [CheckInState.INVITED]: "wait", [CheckInState.VIEWS_OPEN]: "warn", [CheckInState.HELD]: "ok",
  [CheckInState.ACTIONS_OPEN]: "warn", [CheckInState.CLOSED]: "ok", [CheckInState.MISSED]: "stop", [CheckInState.CANCELLED]: "note",
};

export const partyOfCheckInKey = {
  [Party.PARTY_UNSPECIFIED]: "ciparty.teacher",
  [Party.STUDENT]: "ciparty.student",
  [Party.TEACHER]: "ciparty.teacher",
  [Party.SUPERVISOR]: "ciparty.supervisor",
} as const;

export const guardKey = {
  [Guard.GUARD_UNSPECIFIED]: "ciguard.agreement",
  [Guard.AFTER_AGREEMENT]: "ciguard.agreement",
  [Guard.AFTER_SHARE]: "ciguard.early",
  [Guard.BEFORE_SHARE]: "ciguard.late",
  [Guard.BEFORE_FINAL]: "ciguard.final",
} as const;

export const ownStepKey = { write: "ciown.write", hold: "ciown.hold", agree: "ciown.agree", do: "ciown.do", settle: "ciown.settle", close: "ciown.close" } as const satisfies Record<OwnStep["kind"], string>;
export const ownStepAct = { write: "act.write_view", hold: "act.note_held", agree: "act.agree_action", do: "act.see_action", settle: "act.settle", close: "act.close_checkin" } as const satisfies Record<OwnStep["kind"], string>;

/** "de student", or "jij" for one's own party. */
export function partyWord({ t }: Words, party: Party, own: Party | undefined): string {
  return party === own ? t("ciparty.you") : t(partyOfCheckInKey[party]);
}

/** "door de student", "door jou". */
export function partyAfter({ t }: Words, party: Party, own: Party | undefined): string {
  return t(party === own ? "ciparty.you_object" : partyOfCheckInKey[party]);
}

export function partyList(words: Words, parties: readonly Party[], own: Party | undefined): string {
  return parties.map((party) => partyWord(words, party, own)).join(", ");
}

/** Name of a person of a party, when it is known. */
export function partyName({ labels }: CheckIn, party: Party): string {
  switch (party) {
    case Party.STUDENT: return labels?.student ?? "";
    case Party.TEACHER: return labels?.teacher ?? "";
    case Party.SUPERVISOR: return labels?.supervisor ?? "";
    case Party.PARTY_UNSPECIFIED: return "";
  }
}

/** "di 27 okt, 14:00". */
export function momentOf({ dates }: Words, checkIn: CheckIn): string {
  return checkIn.startTime === undefined ? "" : dates.moment(checkIn.startTime);
}

/** The days on which it may be held, while it is to be. */
export function windowText({ t, dates }: Words, { window }: CheckIn): string {
  return window?.firstDate && window.lastDate ? t("ci.window", { from: dates.day(window.firstDate), to: dates.day(window.lastDate) }) : "";
}

/** Who wrote a view and who did not. `given`: the own one was written here and is on its way. */
export function viewsText(words: Words, checkIn: CheckIn, own: Party | undefined, given = false): string {
  const { t } = words;
  const isWritten = (party: Party) => viewOf(checkIn, party) !== undefined || (given && party === own);
  const wrote = allParties.filter(isWritten);
  const open = allParties.filter((party) => !isWritten(party));
  if (checkIn.state !== CheckInState.VIEWS_OPEN && wrote.length === 0) return "";
  if (open.length === 0) return t("ci.all_wrote");
  const missing = t(isAhead(checkIn) ? "ci.to_write" : "ci.not_written", { parties: partyList(words, open, own) });
  return wrote.length === 0 ? missing : `${t("ci.wrote", { parties: partyList(words, wrote, own) })} · ${missing}`;
}

/** One thing to speak about, in a sentence. */
export function agendaText(words: Words, item: AgendaItem, own: Party | undefined, outcomeTitle: (code: string) => string): string {
  const { t } = words;
  const [first, second] = item.parties;
  const who = (party: Party | undefined) => (party === undefined ? "" : partyWord(words, party, own));
  switch (item.cause) {
    case Cause.MUST_CHANGE: return t("ciagenda.change", { party: who(first) });
    case Cause.VIEW_MISSING: return t("ciagenda.missing", { party: first === undefined ? "" : partyAfter(words, first, own) });
    case Cause.RATINGS_DIFFER:
    case Cause.CAUSE_UNSPECIFIED: {
      const about = item.outcomeCode === "" ? t("ciagenda.whole") : [item.outcomeCode, outcomeTitle(item.outcomeCode)].filter(Boolean).join(" ");
      return t("ciagenda.differ", { about, a: who(first), low: item.lowestRating, b: who(second), high: item.highestRating });
    }
  }
}

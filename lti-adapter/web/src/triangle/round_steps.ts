// What matching rounds ask of a student, as steps beside those of the placements.
import type { DateWords } from "../shared/i18n/dates";
import { compareDays } from "../shared/i18n/dates";
import { PartyRole } from "./contract";
import type { OwnRound } from "./own_rounds_read";
import type { OpenStep } from "./turns";

export function roundSteps(rounds: readonly OwnRound[], dates: DateWords): OpenStep[] {
  return rounds.flatMap(({ displayName, href, ask }): OpenStep[] => {
    if (ask === undefined) return [];
    const due = ask.due && dates.dayOf(ask.due);
    const late = due !== undefined && compareDays(due, dates.today()) < 0;
    const turn = ask.kind === "rank" ? ({ kind: "rank", round: displayName, href } as const) : ({ kind: "answer", round: displayName, href, organisation: ask.organisation } as const);
    return [{ turn, name: "", side: PartyRole.STUDENT, mine: true, due, late, agreement: undefined, placement: undefined }];
  });
}

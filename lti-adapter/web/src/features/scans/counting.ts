// Which answers count for the verdict: that of the practice office, and without one that of the supervisor. Pure.
import { Finding, Side, Weight, type AskedScan } from "../../triangle/scans";

/** Codes of the essential criteria that stand in the way of "fit", and of any verdict but "not fit". */
export function obstacles({ scan, criteria }: AskedScan): { readonly notMet: readonly string[]; readonly unanswered: readonly string[] } {
  const counting = (code: string) => [Side.PRACTICE_OFFICE, Side.SUPERVISOR, Side.ORGANISATION_CONTACT].flatMap((side) => scan.answers.filter((answer) => answer.side === side && answer.criterionCode === code))[0]?.finding;
  const essential = criteria.criteria.filter(({ weight }) => weight === Weight.ESSENTIAL).map(({ code }) => code);
  return {
    notMet: essential.filter((code) => counting(code) === Finding.NOT_MET),
    unanswered: essential.filter((code) => counting(code) === undefined),
  };
}

// Three views as rows to compare: pure.
import { allParties, type CheckIn, type Party, type PartyView, viewOf } from "../../triangle/check_ins";

export interface CompareRow {
  readonly key: "overall" | "goes_well" | "must_change" | "goal" | "remarks";
  /** For a goal. */
  readonly code: string;
  /** What each party says, in the order of `allParties`; undefined when it says nothing that can be read. */
  readonly cells: readonly ({ readonly rating: number; readonly text: string } | undefined)[];
  /** Two readable ratings are 2 or more apart. */
  readonly differs: boolean;
}

function readable(view: PartyView | undefined): PartyView | undefined {
  return view?.hidden === false ? view : undefined;
}

/** As the server has it: 2 or more is a difference. */
export function ratingsDiffer(ratings: readonly number[]): boolean {
  const given = ratings.filter((rating) => rating > 0);
  return given.length > 1 && Math.max(...given) - Math.min(...given) >= 2;
}

/** Differences first within the goals; what nobody wrote is left out. */
export function compareRows(checkIn: CheckIn): CompareRow[] {
  const views = allParties.map((party) => readable(viewOf(checkIn, party)));
  const text = (key: CompareRow["key"], of: (view: PartyView) => string): CompareRow => ({ key, code: "", differs: false, cells: views.map((view) => view && { rating: 0, text: of(view) }) });
  const rated = (key: CompareRow["key"], code: string, of: (view: PartyView) => { rating: number; text: string } | undefined): CompareRow => {
    const cells = views.map((view) => view && of(view));
    return { key, code, cells, differs: ratingsDiffer(cells.map((cell) => cell?.rating ?? 0)) };
  };
  const codes = [...new Set(views.flatMap((view) => view?.goalRatings.map(({ outcomeCode }) => outcomeCode) ?? []))].sort((a, b) => a.localeCompare(b, undefined, { numeric: true }));
  const goals = codes.map((code) => rated("goal", code, (view) => {
    const goal = view.goalRatings.find(({ outcomeCode }) => outcomeCode === code);
    return goal && { rating: goal.rating, text: goal.note };
  }));
  const rows = [
    rated("overall", "", (view) => ({ rating: view.overallRating, text: "" })),
    text("goes_well", (view) => view.goesWell),
    text("must_change", (view) => view.mustChange),
    ...goals.filter(({ differs }) => differs), ...goals.filter(({ differs }) => !differs),
    text("remarks", (view) => view.remarks),
  ];
  return rows.filter(({ key, cells }) => key === "goes_well" || cells.some((cell) => cell !== undefined && (cell.rating > 0 || cell.text !== "")));
}

/** Who may read nothing yet though something was written. */
export function hiddenParties(checkIn: CheckIn): Party[] {
  return allParties.filter((party) => viewOf(checkIn, party)?.hidden === true);
}

// Reading where placements stand on the two axes, by the study year in which they start.
import { create } from "@bufbuild/protobuf";
import { useQuery } from "@tanstack/react-query";
import { PlacementService, type GetAxesDistributionResponse_Row as Row } from "../../gen/driehoek/v1/placement_search_pb";
import { DateSchema } from "../../gen/google/type/date_pb";
import { useClient } from "../../shared/api/hooks";
import { useParent } from "../../triangle/directory";

export type { GetAxesDistributionResponse_Row as Row } from "../../gen/driehoek/v1/placement_search_pb";

export const levels = [1, 2, 3, 4, 5] as const;

/** Who starts in the last days of August does so for the study year that comes, so it is counted from the first of August of `year`; undefined: all years. */
export function useAxes(year: number | undefined) {
  const client = useClient(PlacementService);
  const parent = useParent();
  return useQuery({
    queryKey: ["axes", parent, year],
    queryFn: () => client.getAxesDistribution({
      parent,
      ...(year !== undefined && { fromDate: create(DateSchema, { year, month: 8, day: 1 }), toDate: create(DateSchema, { year: year + 1, month: 7, day: 31 }) }),
    }),
    staleTime: 60_000,
  });
}

export function countAt({ cells }: Row, collaboration: number, authenticity: number): number {
  return cells.find((cell) => cell.collaborationLevel === collaboration && cell.authenticityLevel === authenticity)?.placementCount ?? 0;
}

/** The cell with most placements, when it is one cell and more than one placement. */
export function bestOf({ cells }: Row) {
  const [best, next] = [...cells].sort((a, b) => b.placementCount - a.placementCount);
  return best && best.placementCount > Math.max(1, next?.placementCount ?? 0) ? best : undefined;
}

/** Most placements at one place of any of these tables: they share one scale, so that colours compare. */
export function mostOf(rows: readonly Row[]): number {
  return Math.max(1, ...rows.flatMap(({ cells }) => cells.map(({ placementCount }) => placementCount)));
}

/** Which of four shades a count has; 0 has none. */
export function shadeOf(count: number, most: number): 0 | 1 | 2 | 3 | 4 {
  if (count === 0) return 0;
  const share = count / most;
  return share > 0.75 ? 4 : share > 0.5 ? 3 : share > 0.25 ? 2 : 1;
}

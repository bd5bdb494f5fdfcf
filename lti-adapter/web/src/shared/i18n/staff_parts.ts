// Words of places that no guest opens: the page of a guest does not hold the names of these files.
import type { AxesTable, ConflictsTable, FilesTable, PlacesTable, RankingTable, RoundsTable, ScansTable, ScoresTable, WaysTable } from "./table";

export const staffParts = {
  ranking: { nl: () => import("./nl/ranking").then((part): RankingTable => part.ranking), en: () => import("./en/ranking").then((part) => part.ranking) },
  rounds: { nl: () => import("./nl/rounds").then((part): RoundsTable => part.rounds), en: () => import("./en/rounds").then((part) => part.rounds) },
  scans: { nl: () => import("./nl/scans").then((part): ScansTable => part.scans), en: () => import("./en/scans").then((part) => part.scans) },
  ways: { nl: () => import("./nl/ways").then((part): WaysTable => part.ways), en: () => import("./en/ways").then((part) => part.ways) },
  places: { nl: () => import("./nl/places").then((part): PlacesTable => part.places), en: () => import("./en/places").then((part) => part.places) },
  files: { nl: () => import("./nl/files").then((part): FilesTable => part.files), en: () => import("./en/files").then((part) => part.files) },
  scores: { nl: () => import("./nl/scores").then((part): ScoresTable => part.scores), en: () => import("./en/scores").then((part) => part.scores) },
  conflicts: { nl: () => import("./nl/conflicts").then((part): ConflictsTable => part.conflicts), en: () => import("./en/conflicts").then((part) => part.conflicts) },
  axes: { nl: () => import("./nl/axes").then((part): AxesTable => part.axes), en: () => import("./en/axes").then((part) => part.axes) },
};

export type StaffPart = keyof typeof staffParts;

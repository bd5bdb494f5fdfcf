// Continuation routes in memory: one without options, one to choose from, one chosen. Nothing for the employer's side.
import { create } from "@bufbuild/protobuf";
import { timestampFromDate } from "@bufbuild/protobuf/wkt";
import { Code, type ConnectRouter } from "@connectrpc/connect";
import { ContinuationRoute_LabelsSchema, ContinuationRoute_OptionSchema, ContinuationRoute_WorkplaceFitSchema, ContinuationRouteSchema, type ContinuationRoute, type ContinuationRoute_WorkplaceFit as WorkplaceFit } from "../../src/gen/driehoek/v1/continuation_pb";
import { DateSchema } from "../../src/gen/google/type/date_pb";
import { ContinuationService, FitScan, Ground, OptionKind, WayState } from "../../src/triangle/ways";
import { refuse } from "./refuse";

const school = "institutions/waarden";
const day = (month: number, date: number) => create(DateSchema, { year: 2026, month, day: date });
const at = (text: string) => timestampFromDate(new Date(text));
const workplace = (organisation: string) => `${school}/organisations/${organisation}/workplaces/1`;

function fit(organisation: string, workplaceDisplayName: string, organisationDisplayName: string, score: number): WorkplaceFit {
  return create(ContinuationRoute_WorkplaceFitSchema, { workplace: workplace(organisation), workplaceDisplayName, organisationDisplayName, sectorMatches: score > 5, sameCity: score > 7, supervisorPlacesLeft: score - 4, scan: score > 5 ? FitScan.VALID : FitScan.SCAN_UNSPECIFIED, score });
}

const fits = [fit("rivier", "Ontwerp", "Bureau Rivier", 9), fit("tiel", "Buitendienst", "Gemeente Tiel", 6), fit("school", "Leerbedrijf", "ROC Rivierenland", 5)];

function route(student: string, name: string, part: Partial<Omit<ContinuationRoute, "$typeName">>): ContinuationRoute {
  return Object.assign(create(ContinuationRouteSchema, {
    name: `${school}/continuationRoutes/${student}`, placement: `${school}/placements/${student}`, openTime: at("2026-09-14T10:00:00+02:00"), etag: "w1",
    labels: create(ContinuationRoute_LabelsSchema, { student: name, programme: "Ad Bouwkunde", organisation: "Gemeente Tiel", workplace: "Projecten" }),
  }), part);
}

export interface WayWorld {
  ways: ContinuationRoute[];
}

export function makeWays(): WayWorld {
  return { ways: [
    route("lars", "Lars Smit", { state: WayState.OPEN, ground: Ground.SUPERVISION_FAILS, reason: "Mijn begeleider is er bijna nooit.", dueDate: day(9, 28) }),
    route("samira", "Samira Bouzid", { state: WayState.OFFERED, ground: Ground.WORKPLACE_ENDS, dueDate: day(9, 30), options: [
      create(ContinuationRoute_OptionSchema, { id: "1", kind: OptionKind.ANOTHER_WORKPLACE, workplaces: [workplace("rivier")], fits: fits.slice(0, 1) }),
      create(ContinuationRoute_OptionSchema, { id: "2", kind: OptionKind.SIMULATED_PRACTICE, outcomeCodes: ["LU2", "LU3"], note: "Twee weken op school, met een acteur." }),
    ] }),
  ] };
}

export function wayRoutes(router: ConnectRouter, world: WayWorld, role: () => string): void {
  const named = (name: string, etag?: string) => {
    const found = world.ways.find((one) => one.name === name);
    if (found === undefined) throw refuse(Code.NotFound, "NOT_FOUND");
    if (etag !== undefined && etag !== found.etag) throw refuse(Code.Aborted, "STALE_ETAG");
    return found;
  };
  const changed = (way: ContinuationRoute, part: Partial<Omit<ContinuationRoute, "$typeName">>) => structuredClone(Object.assign(way, part, { etag: `${way.etag}+` }));
  const notForEmployers = () => {
    if (role() === "workplace_supervisor") throw refuse(Code.PermissionDenied, "ROLE_NOT_ALLOWED");
  };
  router.service(ContinuationService, {
    listContinuationRoutes: ({ placement }) => {
      notForEmployers();
      return { continuationRoutes: structuredClone(world.ways.filter((one) => placement === "" || one.placement === placement)) };
    },
    getContinuationRoute: ({ name }) => structuredClone(named(name)),
    openContinuationRoute: ({ continuationRoute }) => {
      const id = continuationRoute?.placement.split("/").pop() ?? "";
      if (world.ways.some((one) => one.placement === continuationRoute?.placement && one.state !== WayState.CLOSED)) throw refuse(Code.FailedPrecondition, "ROUTE_UNDER_WAY");
      const made = route(id, id, { state: WayState.OPEN, ground: continuationRoute?.ground ?? Ground.OTHER_GROUND, reason: continuationRoute?.reason ?? "", dueDate: day(10, 13) });
      world.ways.unshift(made);
      return structuredClone(made);
    },
    suggestAlternatives: () => ({ alternatives: fits, comparedCount: 64 }),
    offerOptions: ({ name, etag, options }) => {
      const way = named(name, etag);
      return changed(way, { state: WayState.OFFERED, options: options.map((option, index) => create(ContinuationRoute_OptionSchema, { ...option, id: String(index + 1), fits: option.workplaces.flatMap((one) => fits.filter((known) => known.workplace === one)) })) });
    },
    chooseOption: ({ name, etag, option }) => changed(named(name, etag), { state: WayState.CHOSEN, chosenOption: option }),
    closeContinuationRoute: ({ name, etag, note }) => changed(named(name, etag), { state: WayState.CLOSED, closeNote: note }),
  });
}

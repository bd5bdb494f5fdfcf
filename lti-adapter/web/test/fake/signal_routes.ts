// Signals and triangles in memory: Daan is at risk of getting stuck, the others are calm.
import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { timestampFromDate } from "@bufbuild/protobuf/wkt";
import { Code, type ConnectRouter } from "@connectrpc/connect";
import { Signal_InterventionSchema, SignalSchema, TriangleSchema, type Signal, type Triangle } from "../../src/gen/driehoek/v1/signal_pb";
import { SignalService } from "../../src/gen/driehoek/v1/signal_service_pb";
import { Edge, FactCode, Severity, SignalKind, SignalState } from "../../src/triangle/signals";
import { refuse } from "./refuse";

const school = "institutions/waarden";
const day = (month: number, date: number) => ({ year: 2026, month, day: date });
const at = (text: string) => timestampFromDate(new Date(text));

export interface SignalWorld {
  signals: Signal[];
  triangles: Triangle[];
}

type Part = Exclude<MessageInitShape<typeof SignalSchema>, { $typeName: string }>;

function signal(id: string, part: Part): Signal {
  return create(SignalSchema, {
    name: `${school}/signals/${id}`, placement: `${school}/placements/daan`, student: `${school}/persons/daan`, state: SignalState.RAISED, isCurrent: true, raiseTime: at("2026-09-28T06:00:00+02:00"), acknowledgeDueDate: day(10, 1),
    addressee: `${school}/persons/marijke`, etag: "s1", labels: { student: "Daan Verhoeven", programme: "Ad Engineering", organisation: "Van Leeuwen Installatietechniek", supervisor: "Ingrid Maas", addressee: "Marijke de Boer" },
    ...part,
  });
}

export function makeSignals(): SignalWorld {
  const drowning = signal("drowning", {
    kind: SignalKind.DROWNING, severity: Severity.URGENT,
    facts: [
      { code: FactCode.DEADLINES_SHIFTED, value: 3, limit: 3, date: day(9, 22), points: 3 },
      { code: FactCode.SILENT, value: 36, limit: 28, date: day(8, 24), edge: Edge.PROGRAMME_STUDENT, points: 2 },
      { code: FactCode.LOW_LEARNING_SHARE, value: 15, limit: 25, date: day(9, 21), points: 2 },
    ],
  });
  const told = signal("told", { kind: SignalKind.RAISED_BY_PERSON, severity: Severity.NOTICE, confidential: true, words: "Er is ruzie op de afdeling." });
  const contact = (edge: Edge, silentDays: number) => ({ edge, silentDays, limitDays: 28, lastContactDate: day(8, 24) });
  return {
    signals: [drowning, told],
    triangles: [create(TriangleSchema, {
      placement: `${school}/placements/daan`, student: `${school}/persons/daan`, studentDisplayName: "Daan Verhoeven", severity: Severity.URGENT, openSignals: [drowning, told],
      contacts: [contact(Edge.PROGRAMME_WORKPLACE, 22), contact(Edge.PROGRAMME_STUDENT, 36), contact(Edge.STUDENT_WORKPLACE, 1)],
      verdictsDue: [{ learningTask: `${school}/learningTasks/roster`, title: "Een rooster dat past", dueDate: day(10, 2) }],
    })],
  };
}

export function signalRoutes(router: ConnectRouter, world: SignalWorld, who: () => string): void {
  const guarded = (name: string, etag: string, states: readonly SignalState[], reason: string) => {
    const found = world.signals.find((one) => one.name === name);
    if (found === undefined) throw refuse(Code.NotFound, "NOT_FOUND");
    if (found.etag !== etag) throw refuse(Code.Aborted, "STALE_ETAG");
    if (!states.includes(found.state)) throw refuse(Code.FailedPrecondition, reason);
    found.etag += "+";
    return found;
  };
  const answer = (found: Signal, part: Partial<Signal>) => {
    Object.assign(found, part);
    for (const triangle of world.triangles) triangle.openSignals = world.signals.filter((one) => one.placement === triangle.placement && one.state <= SignalState.INTERVENTION_OPEN);
    return structuredClone(found);
  };
  const end = (state: SignalState) => ({ name, etag, outcome }: { name: string; etag: string; outcome: string }) => answer(guarded(name, etag, [SignalState.INTERVENTION_OPEN], "SIGNAL_WITHOUT_INTERVENTION"), { state, outcome, endTime: at("2026-09-29T09:12:00+02:00") });
  router.service(SignalService, {
    listTriangles: () => ({ triangles: structuredClone(world.triangles), caseload: { studentCount: 3, weeklyMinutes: 90, openSignalCount: world.signals.filter(({ state }) => state <= SignalState.INTERVENTION_OPEN).length, verdictDueCount: 1 } }),
    listSignals: ({ placement, states }) => ({ signals: structuredClone(world.signals.filter((one) => (placement === "" || one.placement === placement) && (states.length === 0 || states.includes(one.state)))) }),
    getSignal: ({ name }) => {
      const found = world.signals.find((one) => one.name === name);
      if (found === undefined) throw refuse(Code.NotFound, "NOT_FOUND");
      const own = found.confidential && found.addressee.endsWith(`/${who()}`);
      return { ...structuredClone(found), ...(own && { source: `${school}/persons/daan`, sourceDisplayName: "Daan Verhoeven" }) };
    },
    raiseSignal: ({ signal: raised }) => {
      const made = signal(`new-${world.signals.length}`, { kind: SignalKind.RAISED_BY_PERSON, placement: raised?.placement ?? "", words: raised?.words ?? "", severity: raised?.severity ?? Severity.WARNING, confidential: raised?.confidential ?? false });
      world.signals.unshift(made);
      return structuredClone(made);
    },
    acknowledgeSignal: ({ name, etag }) => answer(guarded(name, etag, [SignalState.RAISED], "SIGNAL_NOT_RAISED"), { state: SignalState.ACKNOWLEDGED }),
    openIntervention: ({ name, etag, intervention }) => {
      const found = guarded(name, etag, [SignalState.ACKNOWLEDGED, SignalState.INTERVENTION_OPEN], "SIGNAL_NOT_ACKNOWLEDGED");
      return answer(found, { state: SignalState.INTERVENTION_OPEN, interventions: [...found.interventions, Object.assign(create(Signal_InterventionSchema, intervention), { id: String(found.interventions.length + 1), ownerDisplayName: "Marijke de Boer" })] });
    },
    closeIntervention: ({ name, etag, outcome }) => {
      const found = guarded(name, etag, [SignalState.INTERVENTION_OPEN], "NO_INTERVENTION_OPEN");
      return answer(found, { interventions: found.interventions.map((one) => (one.closeTime ? one : { ...one, outcome, closeTime: at("2026-09-29T09:12:00+02:00") })) });
    },
    resolveSignal: end(SignalState.RESOLVED),
    escalateSignal: end(SignalState.ESCALATED),
    continueSignal: end(SignalState.CONTINUATION),
  });
}

// A meeting of today that was held: three views that differ, actions, and a disagreement that somebody must settle.

import { dayOf, isoDay } from "./days.ts";
import type { Cast } from "./scenes.ts";

const parent = "institutions/demo";

interface Named {
  readonly name: string;
  readonly etag: string;
}

interface Three {
  readonly student: string;
  readonly teacher: string;
  readonly supervisor: string;
}

/** Answers the name of the meeting. */
export async function meetToday(cast: Cast, three: Three): Promise<string> {
  const { api, service } = cast;
  const as = {
    student: cast.as(three.student, "student"),
    teacher: cast.as(three.teacher, "teacher"),
    supervisor: cast.as(three.supervisor, "workplace_supervisor"),
  };
  const { placements } = await api.call<{ placements: (Named & { student: string })[] }>("PlacementService/ListPlacements", service, { parent, page_size: 500 });
  const placement = placements.find(({ student }) => student === cast.nameOf(three.student))?.name;
  const { name } = await api.call<Named>("CheckInService/CreateCheckIn", as.teacher, {
    parent,
    check_in: { placement, kind: "EXTRA", start_time: { seconds: Math.floor(Date.now() / 1000) - 60 }, place: "Kantine" },
  });
  const views = [
    [as.student, { goes_well: "Ik mag zelf een rooster maken.", must_change: "Ik kom te weinig aan leertaken toe.", overall_rating: 2, goal_ratings: [{ outcome_code: "LU1", rating: 3 }, { outcome_code: "LU2", rating: 2, note: "Dat vind ik nog lastig." }] }],
    [as.supervisor, { goes_well: "Samira durft vragen te stellen.", overall_rating: 4, goal_ratings: [{ outcome_code: "LU1", rating: 3 }, { outcome_code: "LU2", rating: 4 }] }],
    [as.teacher, { goes_well: "De taken passen goed bij de opleiding.", overall_rating: 3, goal_ratings: [{ outcome_code: "LU1", rating: 4 }], remarks: "De planning van het eindgesprek." }],
  ] as const;
  for (const [who, view] of views) await api.call("CheckInService/WriteCheckInView", who, { name, view });
  const act = async (method: string, request: object) => {
    const { etag } = await api.call<Named>("CheckInService/GetCheckIn", service, { name });
    await api.call(`CheckInService/${method}`, as.teacher, { name, etag, ...request });
  };
  await act("HoldCheckIn", { held_date: dayOf(isoDay()), present_parties: ["STUDENT", "TEACHER", "SUPERVISOR"], outcome: "Samira krijgt elke donderdagmiddag vrij voor haar leertaken." });
  const due_date = dayOf(isoDay(7));
  await act("AddAgreedAction", { agreed_action: { owner: "SUPERVISOR", text: "De donderdagmiddag in het rooster zetten", due_date } });
  await act("AddAgreedAction", { agreed_action: { owner: "STUDENT", text: "Een planning delen met Henk", due_date } });
  await act("MarkAgreedAction", { number: 2, done: true });
  await act("RecordDisagreement", { text: "De werkplek wil de middag pas na de verhuizing geven.", resolver: cast.nameOf("Saskia Vreeland") });
  return name;
}

// Reads pulses and hours of several placements, each at its own institution.
import { Code, ConnectError, type Transport } from "@connectrpc/connect";
import { HoursEntry_State as HoursState, PulseDue_Standing as Standing } from "../gen/driehoek/v1/rhythm_pb";
import { RhythmService } from "../gen/driehoek/v1/rhythm_service_pb";
import { clientOf } from "../shared/api/client";
import { allPages } from "../shared/api/pages";
import { institutionOf } from "../shared/api/session";
import { compareDays } from "../shared/i18n/dates";
import type { DuePulse, WrittenHours } from "./rhythm";

/** A service of before the rhythm knows none of it. */
async function orNone<T>(list: Promise<readonly T[]>): Promise<readonly T[]> {
  try {
    return await list;
  } catch (problem) {
    if (ConnectError.from(problem).code === Code.Unimplemented) return [];
    throw problem;
  }
}

export async function readPulsesDue(transport: Transport, names: readonly string[]): Promise<DuePulse[]> {
  const client = clientOf(transport, RhythmService);
  const one = async (placement: string): Promise<readonly DuePulse[]> => {
    const { standing, periodStartDate: from, untilDate: until, pulse } = await client.getPulseDue({ name: `${placement}/pulseDue` });
    if (standing === Standing.NOT_ASKED || from === undefined || until === undefined) return [];
    const answer = standing === Standing.ANSWERED && pulse ? { share: pulse.learningSharePercent ?? 0, mood: pulse.mood, word: pulse.word, tooLittleTime: pulse.tooLittleTime } : undefined;
    return [{ placement, from, until, answer }];
  };
  return (await Promise.all(names.map((name) => orNone(one(name))))).flat();
}

export async function readHoursToConfirm(transport: Transport, names: readonly string[]): Promise<WrittenHours[]> {
  const client = clientOf(transport, RhythmService);
  const one = (placement: string) => allPages(
    (pageToken) => client.listHours({ parent: `institutions/${institutionOf(placement)}`, placement, states: [HoursState.WRITTEN], pageSize: 500, pageToken }),
    (page) => page.hoursEntries.flatMap((entry): WrittenHours[] => (entry.workDate === undefined ? [] : [{
      name: entry.name, placement, etag: entry.etag, day: entry.workDate, learning: entry.learningMinutes, other: entry.otherMinutes, note: entry.note,
    }])),
  );
  return (await Promise.all(names.map((name) => orNone(one(name))))).flat().sort((a, b) => compareDays(a.day, b.day));
}

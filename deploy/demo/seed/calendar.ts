// The days of the story. It plays around today, whenever that is: a period that began twelve weeks
// ago and one that begins in ten.

/** As google.type.Date. */
export interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const dayOf = (date: Date): Day => ({
  year: date.getUTCFullYear(),
  month: date.getUTCMonth() + 1,
  day: date.getUTCDate(),
});

export interface Calendar {
  /** The day of the demo, and half a year on. */
  readonly today: Day;
  readonly todayEnd: Day;
  /** The period that runs. */
  readonly start: Day;
  readonly end: Day;
  /** The period after it. */
  readonly nextStart: Day;
  readonly nextEnd: Day;
  /** The period of the round, a school year on. */
  readonly roundStart: Day;
  readonly roundEnd: Day;
  /** Last day of what ends early. */
  readonly earlyEnd: Day;
  /** First day of the school year, when contact persons were assigned. */
  readonly yearStart: Day;
  /** Day of the last briefing of supervisors. */
  readonly briefing: Day;
  /** Enrolments of those in their first and in their second year. */
  readonly firstYear: Day;
  readonly secondYear: Day;
}

/** `today` as `YYYY-MM-DD`. */
export function calendarOf(today: string): Calendar {
  const date = new Date(`${today}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) throw new Error(`"${today}" is no day`);
  const monday = new Date(date.getTime() - ((date.getUTCDay() + 6) % 7) * 86_400_000);
  const shifted = (days: number) => dayOf(new Date(monday.getTime() + days * 86_400_000));
  const weeks = (n: number) => 7 * n;
  return {
    today: dayOf(date),
    todayEnd: shifted(weeks(21) + 4),
    start: shifted(-weeks(12)),
    end: shifted(weeks(9) + 4),
    nextStart: shifted(weeks(10)),
    nextEnd: shifted(weeks(31) + 4),
    roundStart: shifted(weeks(40)),
    roundEnd: shifted(weeks(61) + 4),
    earlyEnd: shifted(weeks(1) + 4),
    yearStart: shifted(-weeks(12)),
    briefing: shifted(-weeks(14) + 3),
    firstYear: shifted(-weeks(12)),
    secondYear: shifted(-weeks(64)),
  };
}

/** So many days earlier; later when `days` is negative. */
export function daysBefore({ year, month, day }: Day, days: number): Day {
  const date = new Date(Date.UTC(year, month - 1, day - days));
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

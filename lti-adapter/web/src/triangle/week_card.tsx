// The hours of this week and in all, and the way to write them.
import { useQuery } from "@tanstack/react-query";
import { RhythmService } from "../gen/driehoek/v1/rhythm_service_pb";
import { useClient } from "../shared/api/hooks";
import { useWords } from "../shared/i18n/context";
import { compareDays, mondayOf } from "../shared/i18n/dates";
import { withParts } from "../shared/i18n/part";
import { Trouble } from "../shared/ui/faces";
import type { Placement } from "./contract";
import { rhythmHref } from "./rhythm";
import { hoursText } from "./rhythm_words";

function Card({ placement }: { placement: Placement }) {
  const words = useWords();
  const { t, dates } = words;
  const client = useClient(RhythmService);
  const summary = useQuery({ queryKey: ["hoursSummary", placement.name], queryFn: () => client.getHoursSummary({ name: `${placement.name}/hoursSummary` }) });
  if (summary.data === undefined) return <Trouble error={summary.error} retry={() => void summary.refetch()} />;
  const { weeks, totals } = summary.data;
  const monday = mondayOf(dates.today());
  const week = weeks.find(({ mondayDate }) => mondayDate !== undefined && compareDays(mondayDate, monday) === 0)?.totals;
  return (
    <section class="card" aria-labelledby="week">
      <div class="head"><h2 id="week">{t("hours.title")}</h2><a class="s" href={rhythmHref(placement.name)}>{t("hours.all_weeks")}</a></div>
      <p>{week === undefined || week.dayCount === 0 ? t("hours.none_week") : t("hours.this_week", { text: hoursText(words, week.learningMinutes, week.otherMinutes) })}</p>
      {totals !== undefined && totals.dayCount > 0 && <p class="s q">{t("hours.total", { text: hoursText(words, totals.learningMinutes, totals.otherMinutes) })}</p>}
      <div><a class="btn two" href={rhythmHref(placement.name)}>{t("act.write_hours")}</a></div>
    </section>
  );
}

export const WeekCard = withParts(["rhythm"], Card, () => null);

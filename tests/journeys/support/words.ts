// The words of the screens, from the same tables that the screens use.

import { act as actNl } from "../../../lti-adapter/web/src/shared/i18n/nl/act.ts";
import { evidence as evidenceNl } from "../../../lti-adapter/web/src/shared/i18n/nl/evidence.ts";
import { assessment as assessmentNl } from "../../../lti-adapter/web/src/shared/i18n/nl/assessment.ts";
import { scores as scoresNl } from "../../../lti-adapter/web/src/shared/i18n/nl/scores.ts";
import { checkins as checkinsNl } from "../../../lti-adapter/web/src/shared/i18n/nl/checkins.ts";
import { me as meNl } from "../../../lti-adapter/web/src/shared/i18n/nl/me.ts";
import { asks as asksNl } from "../../../lti-adapter/web/src/shared/i18n/nl/asks.ts";
import { hosting as hostingNl } from "../../../lti-adapter/web/src/shared/i18n/nl/hosting.ts";
import { places as placesNl } from "../../../lti-adapter/web/src/shared/i18n/nl/places.ts";
import { agreement as agreementNl } from "../../../lti-adapter/web/src/shared/i18n/nl/agreement.ts";
import { states as statesNl } from "../../../lti-adapter/web/src/shared/i18n/nl/states.ts";
import { frame as frameNl } from "../../../lti-adapter/web/src/shared/i18n/nl/frame.ts";
import { homes as homesNl } from "../../../lti-adapter/web/src/shared/i18n/nl/homes.ts";
import { no as noNl } from "../../../lti-adapter/web/src/shared/i18n/nl/no.ts";
import { office as officeNl } from "../../../lti-adapter/web/src/shared/i18n/nl/office.ts";
import { ranking as rankingNl } from "../../../lti-adapter/web/src/shared/i18n/nl/ranking.ts";
import { rounds as roundsNl } from "../../../lti-adapter/web/src/shared/i18n/nl/rounds.ts";
import { self as selfNl } from "../../../lti-adapter/web/src/shared/i18n/nl/self.ts";
import { scan as scanNl } from "../../../lti-adapter/web/src/shared/i18n/nl/scan.ts";
import { scans as scansNl } from "../../../lti-adapter/web/src/shared/i18n/nl/scans.ts";
import { search as searchNl } from "../../../lti-adapter/web/src/shared/i18n/nl/search.ts";
import { offline as offlineNl } from "../../../lti-adapter/web/src/shared/i18n/nl/offline.ts";
import { rhythm as rhythmNl } from "../../../lti-adapter/web/src/shared/i18n/nl/rhythm.ts";
import { signals as signalsNl } from "../../../lti-adapter/web/src/shared/i18n/nl/signals.ts";
import { tasks as tasksNl } from "../../../lti-adapter/web/src/shared/i18n/nl/tasks.ts";
import { turn as turnNl } from "../../../lti-adapter/web/src/shared/i18n/nl/turn.ts";
import { axes as axesNl } from "../../../lti-adapter/web/src/shared/i18n/nl/axes.ts";
import { jobs as jobsNl } from "../../../lti-adapter/web/src/shared/i18n/nl/jobs.ts";
import { conflicts as conflictsNl } from "../../../lti-adapter/web/src/shared/i18n/nl/conflicts.ts";
import { ways as waysNl } from "../../../lti-adapter/web/src/shared/i18n/nl/ways.ts";
import { act as actEn } from "../../../lti-adapter/web/src/shared/i18n/en/act.ts";
import { evidence as evidenceEn } from "../../../lti-adapter/web/src/shared/i18n/en/evidence.ts";
import { assessment as assessmentEn } from "../../../lti-adapter/web/src/shared/i18n/en/assessment.ts";
import { scores as scoresEn } from "../../../lti-adapter/web/src/shared/i18n/en/scores.ts";
import { checkins as checkinsEn } from "../../../lti-adapter/web/src/shared/i18n/en/checkins.ts";
import { me as meEn } from "../../../lti-adapter/web/src/shared/i18n/en/me.ts";
import { asks as asksEn } from "../../../lti-adapter/web/src/shared/i18n/en/asks.ts";
import { hosting as hostingEn } from "../../../lti-adapter/web/src/shared/i18n/en/hosting.ts";
import { places as placesEn } from "../../../lti-adapter/web/src/shared/i18n/en/places.ts";
import { agreement as agreementEn } from "../../../lti-adapter/web/src/shared/i18n/en/agreement.ts";
import { states as statesEn } from "../../../lti-adapter/web/src/shared/i18n/en/states.ts";
import { frame as frameEn } from "../../../lti-adapter/web/src/shared/i18n/en/frame.ts";
import { homes as homesEn } from "../../../lti-adapter/web/src/shared/i18n/en/homes.ts";
import { no as noEn } from "../../../lti-adapter/web/src/shared/i18n/en/no.ts";
import { office as officeEn } from "../../../lti-adapter/web/src/shared/i18n/en/office.ts";
import { ranking as rankingEn } from "../../../lti-adapter/web/src/shared/i18n/en/ranking.ts";
import { rounds as roundsEn } from "../../../lti-adapter/web/src/shared/i18n/en/rounds.ts";
import { self as selfEn } from "../../../lti-adapter/web/src/shared/i18n/en/self.ts";
import { scan as scanEn } from "../../../lti-adapter/web/src/shared/i18n/en/scan.ts";
import { scans as scansEn } from "../../../lti-adapter/web/src/shared/i18n/en/scans.ts";
import { search as searchEn } from "../../../lti-adapter/web/src/shared/i18n/en/search.ts";
import { offline as offlineEn } from "../../../lti-adapter/web/src/shared/i18n/en/offline.ts";
import { rhythm as rhythmEn } from "../../../lti-adapter/web/src/shared/i18n/en/rhythm.ts";
import { signals as signalsEn } from "../../../lti-adapter/web/src/shared/i18n/en/signals.ts";
import { tasks as tasksEn } from "../../../lti-adapter/web/src/shared/i18n/en/tasks.ts";
import { turn as turnEn } from "../../../lti-adapter/web/src/shared/i18n/en/turn.ts";
import { axes as axesEn } from "../../../lti-adapter/web/src/shared/i18n/en/axes.ts";
import { jobs as jobsEn } from "../../../lti-adapter/web/src/shared/i18n/en/jobs.ts";
import { conflicts as conflictsEn } from "../../../lti-adapter/web/src/shared/i18n/en/conflicts.ts";
import { ways as waysEn } from "../../../lti-adapter/web/src/shared/i18n/en/ways.ts";

const tables = {
  nl: {
    ...frameNl, ...actNl, ...turnNl, ...agreementNl, ...statesNl, ...noNl, ...selfNl, ...homesNl, ...officeNl, ...searchNl, ...rankingNl, ...roundsNl,
    ...scanNl, ...scansNl, ...waysNl, ...asksNl, ...hostingNl, ...placesNl, ...tasksNl,
    ...evidenceNl, ...assessmentNl, ...scoresNl,
    ...checkinsNl, ...meNl,
    ...offlineNl, ...rhythmNl, ...signalsNl,
    ...conflictsNl, ...jobsNl, ...axesNl,
  },
  en: {
    ...frameEn, ...actEn, ...turnEn, ...agreementEn, ...statesEn, ...noEn, ...selfEn, ...homesEn, ...officeEn, ...searchEn, ...rankingEn, ...roundsEn,
    ...scanEn, ...scansEn, ...waysEn, ...asksEn, ...hostingEn, ...placesEn, ...tasksEn,
    ...evidenceEn, ...assessmentEn, ...scoresEn,
    ...checkinsEn, ...meEn,
    ...offlineEn, ...rhythmEn, ...signalsEn,
    ...conflictsEn, ...jobsEn, ...axesEn,
  },
} as const;

export type Lang = keyof typeof tables;
export type Key = keyof (typeof tables)["nl"];

export function wordsOf(lang: Lang) {
  return (key: Key, values: Record<string, string | number> = {}): string =>
    Object.entries(values).reduce<string>(
      (text, [name, value]) => text.replaceAll(`{${name}}`, String(value)),
      tables[lang][key],
    );
}

/** Dutch, the language of the story. */
export const t = wordsOf("nl");

// Where the student travels from, how far at most, and which languages he or she speaks. All of it may stay empty.
import { useState } from "preact/hooks";
import { useWords } from "../../shared/i18n/context";
import { Choice, TextField } from "../../shared/ui/fields";
import { Icon, Status } from "../../shared/ui/status";
import type { RoundPlace } from "../../triangle/rounds";
import { languageName, languagesOf } from "./languages";
import type { Draft, Point } from "./draft";

interface Props {
  readonly places: readonly RoundPlace[];
  readonly draft: Draft;
  readonly change: (part: Partial<Draft>) => void;
}

/** Cities of the round's places with a point: the only ones whose whereabouts are known here. */
function cities(places: readonly RoundPlace[]): Map<string, Point> {
  const found = new Map<string, Point>();
  for (const { labels, location } of places) {
    if (labels?.city && location && !found.has(labels.city)) found.set(labels.city, { latitudeDegrees: location.latitudeDegrees, longitudeDegrees: location.longitudeDegrees });
  }
  return found;
}

const same = (a: Point, b: Point | undefined) => a.latitudeDegrees === b?.latitudeDegrees && a.longitudeDegrees === b.longitudeDegrees;

export function Travel({ places, draft, change }: Props) {
  const { t, lang } = useWords();
  const [locating, setLocating] = useState<"no" | "busy" | "refused">("no");
  const known = cities(places);
  const city = [...known].find(([, point]) => same(point, draft.home))?.[0];
  const elsewhere = draft.home !== undefined && city === undefined;
  const locate = () => {
    setLocating("busy");
    // Two decimals are about a kilometre: enough for a distance, and no address.
    const near = (degrees: number) => Math.round(degrees * 100) / 100;
    navigator.geolocation.getCurrentPosition(({ coords }) => {
      setLocating("no");
      change({ home: { latitudeDegrees: near(coords.latitude), longitudeDegrees: near(coords.longitude) } });
    }, () => setLocating("refused"), { maximumAge: 600_000, timeout: 10_000 });
  };
  return (
    <section class="card" aria-labelledby="travel">
      <h2 id="travel">{t("travel.title")}</h2>
      <p class="s q">{t("travel.explain")}</p>
      <div class="two2">
        <Choice label={t("travel.from")} value={elsewhere ? "here" : (city ?? "")} empty={t("travel.nowhere")}
          options={[...(elsewhere ? [{ value: "here", label: t("travel.here") }] : []), ...[...known.keys()].sort((a, b) => a.localeCompare(b)).map((one) => ({ value: one, label: t("travel.near", { city: one }) }))]}
          onValue={(value) => value !== "here" && change({ home: known.get(value) })} />
        <TextField label={t("travel.limit")} type="number" min="1" max="500" value={draft.maxDistanceKm === 0 ? "" : String(draft.maxDistanceKm)} onValue={(km) => change({ maxDistanceKm: Math.max(0, Math.min(500, Math.round(Number(km)) || 0)) })} />
      </div>
      {"geolocation" in navigator && <div class="row"><button type="button" class="btn two sm" disabled={locating === "busy"} onClick={locate}>{t("act.locate")}</button>{locating === "refused" && <Status tone="note" tag={false}>{t("travel.refused")}</Status>}</div>}
      <fieldset class="stack tight">
        <legend class="lab">{t("travel.languages")}</legend>
        <div class="row">
          {languagesOf(places, draft.languages).map((tag) => (
            <label key={tag} class="check">
              <input type="checkbox" checked={draft.languages.includes(tag)} onChange={(event) => change({ languages: event.currentTarget.checked ? [...draft.languages, tag] : draft.languages.filter((one) => one !== tag) })} />
              <span>{languageName(lang, tag)}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <p class="xs q"><Icon name="lock" /> {t("travel.private")}</p>
    </section>
  );
}

// All places of the round as a list, filtered by sector, distance and words; sector and distance stay in the address.
import { useState } from "preact/hooks";
import { replace, useRoute } from "../../shared/frame/router";
import { useWords } from "../../shared/i18n/context";
import { Empty } from "../../shared/ui/faces";
import { Choice, TextField } from "../../shared/ui/fields";
import { Icon } from "../../shared/ui/status";
import { placeName, roundHref, type MatchingRound, type RoundPlace } from "../../triangle/rounds";
import { kmText } from "./distance_words";
import type { Draft } from "./draft";
import { fitOf, type Fit } from "./fit";
import { mismatchKey } from "./mismatch_words";

interface Props {
  readonly round: MatchingRound;
  readonly places: readonly RoundPlace[];
  readonly draft: Draft;
  readonly sent: Draft;
  readonly change: (part: Partial<Draft>) => void;
}

interface Seen {
  readonly place: RoundPlace;
  readonly fit: Fit;
}

const page = 25;
const limits = ["10", "20", "40"];

export function Browse({ round, places, draft, sent, change }: Props) {
  const words = useWords();
  const { t, tn } = words;
  const { query } = useRoute();
  const [size, setSize] = useState(page);
  const [text, setText] = useState("");
  const sector = query.get("sector") ?? "";
  const within = query.get("km") ?? "";
  // Replaced, not pushed: Back leaves the list and does not undo a filter.
  const filter = (name: string, value: string) => {
    const next = new URLSearchParams(query);
    if (value === "") next.delete(name);
    else next.set(name, value);
    const rest = next.toString();
    replace(`${roundHref(round.name)}${rest === "" ? "" : `?${rest}`}`);
    setSize(page);
  };
  const sectors = [...new Set(places.map((place) => place.labels?.sector ?? ""))].filter((one) => one !== "").sort((a, b) => a.localeCompare(b));
  const all: readonly Seen[] = places.map((place) => ({ place, fit: fitOf(place, draft, sent) }));
  const measured = all.some(({ fit }) => fit.km !== undefined);
  const needle = text.trim().toLowerCase();
  const found = all.filter(({ place, fit }) =>
    (sector === "" || place.labels?.sector === sector)
    && (within === "" || (fit.km !== undefined && fit.km <= Number(within)))
    && (needle === "" || `${placeName(place)} ${place.labels?.city ?? ""} ${place.labels?.sector ?? ""} ${place.description}`.toLowerCase().includes(needle)))
    .sort((a, b) => (a.fit.mismatches.length > 0 ? 1 : 0) - (b.fit.mismatches.length > 0 ? 1 : 0) || (a.fit.km ?? Infinity) - (b.fit.km ?? Infinity) || placeName(a.place).localeCompare(placeName(b.place)));
  const full = draft.wishes.length >= round.maxWishCount;
  return (
    <section class="card" aria-labelledby="all-places">
      <h2 id="all-places">{t("browse.title")}</h2>
      <div class="two2">
        <TextField label={t("browse.search")} value={text} onValue={setText} maxLength={100} />
        <Choice label={t("browse.sector")} value={sector} onValue={(value) => filter("sector", value)} empty={t("browse.all_sectors")} options={sectors.map((one) => ({ value: one, label: one }))} />
        {measured && <Choice label={t("browse.distance")} value={within} onValue={(value) => filter("km", value)} empty={t("browse.any_distance")} options={limits.map((n) => ({ value: n, label: t("browse.within", { n }) }))} />}
      </div>
      <p class="s q" role="status">{tn("browse.count", found.length)}</p>
      {full && <p class="s q">{t("browse.full", { n: round.maxWishCount })}</p>}
      {found.length === 0
        ? <Empty><p>{t("browse.empty")}</p></Empty>
        : <ul class="offers">{found.slice(0, size).map((seen) => <li key={seen.place.name}><Offer seen={seen} at={draft.wishes.indexOf(seen.place.name)} full={full} onAdd={() => change({ wishes: [...draft.wishes, seen.place.name] })} onRemove={() => change({ wishes: draft.wishes.filter((one) => one !== seen.place.name) })} /></li>)}</ul>}
      {found.length > size && <div><button type="button" class="btn two sm" onClick={() => setSize(size + page)}>{t("act.next_of", { n: Math.min(page, found.length - size), total: found.length })}</button></div>}
      <p><a class="s" href="#/conflicts">{t("act.see_conflicts_own")}</a></p>
    </section>
  );
}

function Offer({ seen: { place, fit }, at, full, onAdd, onRemove }: { seen: Seen; at: number; full: boolean; onAdd: () => void; onRemove: () => void }) {
  const words = useWords();
  const { t, tn } = words;
  const labels = place.labels;
  const name = placeName(place);
  const where = [labels?.city, fit.km === undefined ? "" : kmText(words, fit.km), labels?.sector, tn("browse.seats", place.capacity)].filter(Boolean).join(" · ");
  return (
    <article class={at >= 0 ? "picked" : undefined} aria-label={name}>
      <div>
        <h3>{labels?.organisation}</h3>
        <p class="s">{labels?.workplace}</p>
        <p class="s q">{where}</p>
      </div>
      <div class="do">
        {at >= 0
          ? <button type="button" class="btn two sm" onClick={onRemove}><Icon name="ok" /> {t("browse.chosen", { n: at + 1 })}<span class="vh">, {t("act.remove")} {name}</span></button>
          : fit.mismatches.length === 0 && <button type="button" class="btn sm" disabled={full} onClick={onAdd}>{t("act.choose_it")}<span class="vh"> {name}</span></button>}
      </div>
      {fit.mismatches.length > 0 && (
        <div class="why-not"><b class="b s">{t("fit.title")}</b><ul class="s">{fit.mismatches.map((one) => <li key={one} class="st note"><Icon name="note" /><span>{t(mismatchKey[one])}</span></li>)}</ul></div>
      )}
      {place.description !== "" && <details><summary class="s">{t("browse.about")}<span class="vh"> {name}</span></summary><p class="prose">{place.description}</p>{labels?.supervisor && <p class="s q">{t("browse.supervisor", { name: labels.supervisor })}</p>}</details>}
    </article>
  );
}

// Routes that are not closed, by due day: each opens in place with the most likely act.
import { useState } from "preact/hooks";
import { usePage } from "../../shared/frame/router";
import { compareDays, daysBetween, type Day } from "../../shared/i18n/dates";
import { useWords } from "../../shared/i18n/context";
import { Empty, Faces } from "../../shared/ui/faces";
import { Chips } from "../../shared/ui/fields";
import { Icon, Status } from "../../shared/ui/status";
import { isClosed, useWays, wayHref, WayState, type Way } from "../../triangle/ways";
import { groundKey, wayStateKey, wayStateTone } from "../../triangle/way_words";
import { CloseDialog } from "./close_dialog";
import "../../shared/ui/exceptions.css";

/** What the office owes first: routes without options by due day, then choices to arrange, then what waits for students. */
export function byDue(ways: readonly Way[]): Way[] {
  const rank: Record<WayState, number> = { [WayState.STATE_UNSPECIFIED]: 0, [WayState.OPEN]: 0, [WayState.CHOSEN]: 1, [WayState.OFFERED]: 2, [WayState.CLOSED]: 3 };
  const none: Day = { year: 9999, month: 1, day: 1 };
  return [...ways].sort((a, b) => rank[a.state] - rank[b.state] || compareDays(a.dueDate ?? none, b.dueDate ?? none));
}

export function Ways() {
  const { t } = useWords();
  usePage(t("ways.title"));
  const ways = useWays();
  return (
    <>
      <div class="stack tight">
        <a class="s" href="#/scans">{t("ways.back")}</a>
        <h1>{t("ways.title")}</h1>
        <p class="s q">{t("ways.explain")} <span class="nw"><Icon name="lock" /> {t("priv.lock")}</span></p>
      </div>
      <Faces of={ways}>{(list) => <Content ways={list} />}</Faces>
    </>
  );
}

function Content({ ways }: { ways: readonly Way[] }) {
  const { t, tn } = useWords();
  const [all, setAll] = useState(false);
  const rows = byDue(ways);
  const open = rows.filter((way) => !isClosed(way));
  const shown = all ? rows : open;
  return (
    <section class="card" aria-labelledby="ways">
      <div class="head">
        <h2 id="ways">{tn("ways.things", open.length)}</h2>
        <Chips label={t("filter.label")} value={all ? "all" : "now"} onValue={(value) => setAll(value === "all")} options={[{ value: "now", label: t("filter.now", { n: open.length }) }, { value: "all", label: t("filter.all", { n: rows.length }) }]} />
      </div>
      <p class="vh" role="status">{tn("ways.things", shown.length)}</p>
      {shown.length === 0 ? <Empty><p>{t("ways.empty")}</p></Empty> : <ul class="ex">{shown.map((way, index) => <li key={way.name}><Row way={way} first={index === 0} /></li>)}</ul>}
    </section>
  );
}

function Row({ way, first }: { way: Way; first: boolean }) {
  const { t, tn, dates } = useWords();
  const [open, setOpen] = useState(first);
  const [closing, setClosing] = useState(false);
  const { labels, state, dueDate } = way;
  const late = state === WayState.OPEN && dueDate ? daysBetween(dueDate, dates.today()) : 0;
  const offers = state === WayState.OPEN || state === WayState.OFFERED;
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <b class="b">{labels?.student}</b>
        <span class="w">{t(groundKey[way.ground])} · {labels?.organisation || labels?.programme}</span>
        <span class="x">
          {late > 0 ? <Status tone="stop">{tn("ways.late", late)}</Status> : <Status tone={wayStateTone[state]}>{state === WayState.OPEN && dueDate ? t("turn.by", { date: dates.day(dueDate) }) : t(wayStateKey[state])}</Status>}
          <Icon name="down" />
        </span>
      </summary>
      {open && (
        <div class="do">
          <p>{way.reason || t("ways.no_words")}</p>
          <p class="xs qq">{labels?.programme}{way.openTime && ` · ${t("ways.opened", { date: dates.day(dates.dayOf(way.openTime)) })}`}{way.closeNote !== "" && ` · ${way.closeNote}`}</p>
          <div class="row">
            <a class={state === WayState.OPEN ? "btn sm" : "btn two sm"} href={wayHref(way.name)}>{t(offers ? "act.offer_ways" : "act.see_way")}<span class="vh"> {labels?.student}</span></a>
            {!isClosed(way) && <button type="button" class={state === WayState.CHOSEN ? "btn sm" : "btn flat sm"} onClick={() => setClosing(true)}>{t("act.close_way")}<span class="vh"> {labels?.student}</span></button>}
          </div>
          {closing && <CloseDialog way={way} onClose={() => setClosing(false)} />}
        </div>
      )}
    </details>
  );
}

// The way on of one placement: how to open it, how it stands, and the options to choose from.
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "preact/hooks";
import { useAct, useClient, useSession } from "../shared/api/hooks";
import { compareDays } from "../shared/i18n/dates";
import { useWords } from "../shared/i18n/context";
import { withParts } from "../shared/i18n/part";
import { Trouble } from "../shared/ui/faces";
import { Icon, Status } from "../shared/ui/status";
import { useToast } from "../shared/ui/toast";
import "../shared/ui/pick.css";
import { PlacementState, type Placement } from "./contract";
import { WayOpener } from "./way_opener";
import { ContinuationService, isClosed, refreshWays, useWays, wayHref, WayState, type Way } from "./ways";
import { groundKey, kindKey, linesOf, wayStateKey, wayStateTone } from "./way_words";
import { useId } from "../shared/ui/use_id";

export function Lock() {
  const { t } = useWords();
  return <p class="xs qq"><Icon name="lock" /> {t("priv.lock")}</p>;
}

function WayOnOf({ placement }: { placement: Placement }) {
  const { t } = useWords();
  const student = useSession().role === "student";
  const ways = useWays(placement.name);
  const [opening, setOpening] = useState(false);
  const way = ways.data?.find((one) => !isClosed(one));
  const last = ways.data?.[0];
  if (ways.error) return <Trouble error={ways.error} retry={() => void ways.refetch()} />;
  if (ways.data === undefined) return null;
  if (way) return <Running way={way} student={student} />;
  if (placement.workplace === "" || placement.state >= PlacementState.COMPLETED) return null;
  return (
    <div class="stack tight">
      {last && last.closeNote !== "" && <p class="s q">{t("way.ended", { note: last.closeNote })}</p>}
      <div><button type="button" class="btn flat sm" onClick={() => setOpening(true)}>{t(student ? "act.way_mine" : "act.way_theirs")}</button></div>
      <Lock />
      {opening && <WayOpener placement={placement} student={student} onClose={() => setOpening(false)} />}
    </div>
  );
}

function Running({ way, student }: { way: Way; student: boolean }) {
  const { t, dates } = useWords();
  const heading = useId();
  const office = useSession().role === "practice_office";
  const late = way.state === WayState.OPEN && way.dueDate !== undefined && compareDays(way.dueDate, dates.today()) < 0;
  return (
    <section class="card" aria-labelledby={heading}>
      <div class="head"><h2 id={heading}>{t("way.title")}</h2><Status tone={late ? "stop" : wayStateTone[way.state]}>{t(wayStateKey[way.state])}</Status></div>
      <p class="s">{t(groundKey[way.ground])}{way.reason !== "" && `: ${way.reason}`}</p>
      {way.state === WayState.OPEN && way.dueDate && <p class="s q">{t(late ? "way.late" : "way.open", { date: dates.dayWeek(way.dueDate) })}</p>}
      {way.state === WayState.OFFERED && (student ? <Choose way={way} /> : <><p class="s q">{t("way.student_chooses")}</p><Options way={way} /></>)}
      {way.state === WayState.CHOSEN && <><p class="s q">{t("way.chosen")}</p><Options way={way} /></>}
      {office && <div><a class={way.state === WayState.OPEN ? "btn sm" : "btn two sm"} href={wayHref(way.name)}>{t(way.state === WayState.OPEN ? "act.offer_ways" : "act.see_way")}<span class="vh"> {way.labels?.student}</span></a></div>}
      <Lock />
    </section>
  );
}

/** The options, or the chosen one. */
function Options({ way }: { way: Way }) {
  const words = useWords();
  return (
    <ul class="list">
      {way.options.filter(({ id }) => way.chosenOption === "" || id === way.chosenOption).map((option) => (
        <li key={option.id}><div><b class="b">{words.t(kindKey[option.kind])}</b>{linesOf(words, option).map((line, index) => <p key={index}>{line}</p>)}</div></li>
      ))}
    </ul>
  );
}

function Choose({ way }: { way: Way }) {
  const words = useWords();
  const { t } = words;
  const client = useClient(ContinuationService);
  const cache = useQueryClient();
  const toast = useToast();
  const [option, setOption] = useState("");
  const act = useAct(
    (_: undefined, requestId) => client.chooseOption({ name: way.name, option, etag: way.etag, requestId }),
    (answer) => {
      toast(t("done.way_chosen"));
      refreshWays(cache, answer);
    },
  );
  return (
    <form onSubmit={(event) => {
      event.preventDefault();
      if (option !== "") act.run(undefined);
    }}>
      <fieldset class="pick">
        <legend class="lab">{t("way.choose")}</legend>
        {way.options.map((one) => (
          <label key={one.id}><input type="radio" name="option" required checked={option === one.id} onChange={() => setOption(one.id)} />{t(kindKey[one.kind])}{linesOf(words, one).map((line, index) => <span key={index}>{line}</span>)}</label>
        ))}
      </fieldset>
      <Trouble error={act.error} />
      <div><button type="submit" class="btn" disabled={act.busy || option === ""}>{t("act.choose_way")}</button></div>
    </form>
  );
}

export const WayOnCard = withParts(["ways"], WayOnOf);

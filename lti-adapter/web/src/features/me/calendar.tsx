// The address of the own calendar feed: made, told once, copied, and ended.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "preact/hooks";
import { CalendarFeed_State as FeedState, CalendarFeed_Titles as Titles, type CalendarFeed } from "../../gen/driehoek/v1/calendar_pb";
import { CalendarService } from "../../gen/driehoek/v1/calendar_service_pb";
import { useAct, useClient } from "../../shared/api/hooks";
import { useWords } from "../../shared/i18n/context";
import { Faces, Trouble } from "../../shared/ui/faces";
import { Message, Status } from "../../shared/ui/status";
import { useToast } from "../../shared/ui/toast";
import "../../shared/ui/pick.css";
import { useId } from "../../shared/ui/use_id";

interface Props {
  readonly person: string;
  /** Shown when there are several. */
  readonly school: string;
}

export function Calendar({ person, school }: Props) {
  const client = useClient(CalendarService);
  const feed = useQuery({ queryKey: ["calendar", person], queryFn: () => client.getCalendarFeed({ name: `${person}/calendarFeed` }) });
  return <Faces of={feed}>{(found) => <Feed person={person} school={school} feed={found} />}</Faces>;
}

function Feed({ person, school, feed }: Props & { feed: CalendarFeed }) {
  const { t, dates } = useWords();
  const client = useClient(CalendarService);
  const cache = useQueryClient();
  const toast = useToast();
  // Told once: it lives as long as this page.
  const [address, setAddress] = useState("");
  const [titles, setTitles] = useState(feed.titles === Titles.WITH_NAMES ? Titles.WITH_NAMES : Titles.CODES_ONLY);
  const active = feed.state === FeedState.ACTIVE;
  const make = useAct(
    (_: undefined, requestId) => client.createCalendarFeed({ parent: person, calendarFeed: { name: `${person}/calendarFeed`, titles, etag: feed.etag }, requestId }),
    ({ calendarFeed, uri }) => {
      setAddress(uri);
      if (calendarFeed) cache.setQueryData(["calendar", person], calendarFeed);
    },
  );
  const revoke = useAct(
    (_: undefined, requestId) => client.revokeCalendarFeed({ name: feed.name, etag: feed.etag, requestId }),
    (answer) => {
      setAddress("");
      toast(t("done.cal_revoked"));
      cache.setQueryData(["calendar", person], answer);
    },
  );
  const busy = make.busy || revoke.busy;
  return (
    <div class="stack">
      {school !== "" && <h3>{school}</h3>}
      <p>{active
        ? <Status tone="ok" tag={false}>{t("cal.active", { date: feed.createTime ? dates.day(dates.dayOf(feed.createTime)) : "" })}</Status>
        : <Status tone="note" tag={false}>{t(feed.state === FeedState.REVOKED ? "cal.revoked" : "cal.none")}</Status>}</p>
      {address !== "" && <Address address={address} />}
      <form onSubmit={(event) => {
        event.preventDefault();
        make.run(undefined);
      }}>
        <fieldset class="pick">
          <legend class="lab">{t("cal.titles")}</legend>
          <label><input type="radio" name={`titles-${person}`} checked={titles === Titles.CODES_ONLY} onChange={() => setTitles(Titles.CODES_ONLY)} />{t("cal.codes")}<span>{t("cal.codes_hint")}</span></label>
          <label><input type="radio" name={`titles-${person}`} checked={titles === Titles.WITH_NAMES} onChange={() => setTitles(Titles.WITH_NAMES)} />{t("cal.names")}<span>{t("cal.names_hint")}</span></label>
        </fieldset>
        <p class="xs qq">{t(active ? "cal.again" : "cal.secret")}</p>
        <Trouble error={make.error ?? revoke.error} />
        <div class="row">
          <button type="submit" class={active ? "btn two sm" : "btn sm"} disabled={busy}>{t(active ? "act.make_new_cal" : "act.make_cal")}</button>
          {active && <button type="button" class="btn danger sm" disabled={busy} onClick={() => revoke.run(undefined)}>{t("act.revoke_cal")}</button>}
        </div>
      </form>
    </div>
  );
}

function Address({ address }: { address: string }) {
  const { t } = useWords();
  const toast = useToast();
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(address);
      toast(t("done.cal_copied"));
    } catch {
      // A frame of another site may not be let near the clipboard: then the person copies what is selected.
      field.current?.select();
      toast(t("done.cal_selected"));
    }
  };
  return (
    <Message tone="warn" alert>
      <p>{t("cal.once")}</p>
      <div class="field"><label for={id}>{t("cal.address")}</label><input ref={field} id={id} readOnly value={address} onFocus={(event) => event.currentTarget.select()} /></div>
      <div><button type="button" class="btn sm" onClick={() => void copy()}>{t("act.copy_cal")}</button></div>
      <p>{t("cal.how")}</p>
    </Message>
  );
}

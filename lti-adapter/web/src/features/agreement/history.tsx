// What happened, newest first, refused attempts included.
import { useInfiniteQuery } from "@tanstack/react-query";
import { useClient } from "../../shared/api/hooks";
import { useWords, type Words } from "../../shared/i18n/context";
import { Loading, Trouble } from "../../shared/ui/faces";
import { timestampMs } from "@bufbuild/protobuf/wkt";
import { AgreementEvent_Type as What, AgreementService, type AgreementEvent } from "../../gen/driehoek/v1/agreement_service_pb";
import { type Agreement } from "../../triangle/contract";
import { word } from "../../triangle/parts";
import { stepKey } from "../../triangle/words";
import { eventKey } from "./words";
import "../../shared/ui/timeline.css";

/** What happened. A check names whose it was: the version keeps each with the moment it was given. */
function lineOf(words: Words, agreement: Agreement, event: AgreementEvent): string {
  const version = [agreement.proposal, agreement.inForce].find((one) => one?.number === event.version);
  const at = event.eventTime && timestampMs(event.eventTime);
  const check = event.type !== What.VALIDATED ? undefined : version?.validations.find(({ validateTime }) => validateTime && timestampMs(validateTime) === at);
  const what = check ? words.t("ev.validated_by", { who: word(words, stepKey[check.step]) }) : word(words, eventKey[event.type]);
  return words.t("history.line", { what, n: event.version });
}

export function History({ agreement }: { agreement: Agreement }) {
  const words = useWords();
  const { t, dates } = words;
  const client = useClient(AgreementService);
  const events = useInfiniteQuery({
    queryKey: ["events", agreement.name],
    queryFn: ({ pageParam }) => client.listAgreementEvents({ parent: agreement.name, pageSize: 25, pageToken: pageParam }),
    initialPageParam: "",
    getNextPageParam: (page) => (page.nextPageToken === "" ? undefined : page.nextPageToken),
  });
  const all = events.data?.pages.flatMap((page) => page.events) ?? [];
  return (
    <section class="card" aria-labelledby="history">
      <div class="head"><h2 id="history">{t("history.title")}</h2></div>
      {events.isPending && <Loading />}
      {events.error && <Trouble error={events.error} retry={() => void events.refetch()} />}
      <ol class="tl">
        {all.map((event, index) => (
          <li key={index} class="done">
            <div>
              <b>{lineOf(words, agreement, event)}</b>
              <br />
              <span>{event.actor === "" ? t("history.clock") : event.actor}{event.eventTime && ` · ${dates.moment(event.eventTime)}`}</span>
              {event.note !== "" && <p class="s q">{event.type === What.SIGNING_REFUSED ? t("history.asked", { name: event.note }) : `“${event.note}”`}</p>}
            </div>
          </li>
        ))}
      </ol>
      {events.hasNextPage && <div><button type="button" class="btn two sm" disabled={events.isFetchingNextPage} onClick={() => void events.fetchNextPage()}>{t("act.more")}</button></div>}
    </section>
  );
}

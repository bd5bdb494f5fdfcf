// Guests with a link: who, until when, a new link, and taking it back.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { GuestGrant_State as State, type GuestGrant } from "../../gen/driehoek/v1/access_pb";
import { AccessService } from "../../gen/driehoek/v1/access_service_pb";
import { useAct, useClient, useSession } from "../../shared/api/hooks";
import { allPages } from "../../shared/api/pages";
import { usePage } from "../../shared/frame/router";
import { useWords } from "../../shared/i18n/context";
import type { Key } from "../../shared/i18n/table";
import { Empty, Faces, Trouble } from "../../shared/ui/faces";
import { Status, type Tone } from "../../shared/ui/status";
import { useToast } from "../../shared/ui/toast";
import { word } from "../../triangle/parts";
import { Confirm } from "./confirm";

const face: Record<State, readonly [Tone, Key]> = {
  [State.STATE_UNSPECIFIED]: ["note", "st.unknown"],
  [State.ISSUED]: ["wait", "grant.issued"],
  [State.ACTIVE]: ["ok", "grant.opened"],
  [State.EXPIRED]: ["note", "grant.expired"],
  [State.REVOKED]: ["note", "grant.revoked"],
};

export default function Guests() {
  const { t } = useWords();
  usePage(t("place.guests"));
  const client = useClient(AccessService);
  const parent = `institutions/${useSession().institution}`;
  const guests = useQuery({ queryKey: ["guestGrants", parent], queryFn: () => allPages((pageToken) => client.listGuestGrants({ parent, pageSize: 500, pageToken }), (page) => page.guestGrants) });
  return (
    <>
      <h1>{t("place.guests")}</h1>
      <section class="card narrow" aria-label={t("place.guests")}>
        <Faces of={guests}>{(list) => list.length === 0 ? <Empty><p>{t("guests.empty")}</p></Empty> : <ul class="list">{list.map((guest) => <Guest key={guest.name} guest={guest} />)}</ul>}</Faces>
      </section>
    </>
  );
}

function Guest({ guest }: { guest: GuestGrant }) {
  const words = useWords();
  const { t, dates } = words;
  const client = useClient(AccessService);
  const cache = useQueryClient();
  const toast = useToast();
  const renew = useAct((_: undefined, requestId) => client.renewGuestLink({ name: guest.name, sendMail: true, requestId }), () => toast(t("done.mailed", { name: guest.displayName })));
  const revoke = useAct((_: undefined, requestId) => client.revokeGuestGrant({ name: guest.name, etag: guest.etag, requestId }), () => void cache.invalidateQueries({ queryKey: ["guestGrants"] }));
  const [tone, key] = face[guest.state];
  const live = guest.state === State.ISSUED || guest.state === State.ACTIVE;
  return (
    <li>
      <div>
        <b class="b">{guest.displayName}</b>
        <p>{guest.maskedAddress}{guest.expireTime && ` · ${t("guests.until", { date: dates.day(dates.dayOf(guest.expireTime)) })}`}</p>
        <Trouble error={renew.error ?? revoke.error} />
      </div>
      <div class="r">
        <Status tone={tone}>{word(words, key)}</Status>
        {live && <div class="row"><button type="button" class="btn flat sm" disabled={renew.busy} onClick={() => renew.run(undefined)}>{t("act.remind")}<span class="vh"> {guest.displayName}</span></button><Confirm label={t("act.revoke")} about={guest.displayName} title={t("guests.revoke_title")} text={t("guests.revoke_text")} act={revoke} /></div>}
      </div>
    </li>
  );
}

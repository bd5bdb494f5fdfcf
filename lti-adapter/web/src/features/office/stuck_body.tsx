// An opened row: the fact, then the most likely act, worded with its object.
import { create } from "@bufbuild/protobuf";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "preact/hooks";
import { AgreementSchema } from "../../gen/driehoek/v1/agreement_pb";
import { AccessService } from "../../gen/driehoek/v1/access_service_pb";
import { useAct, useClient } from "../../shared/api/hooks";
import { institutionOf } from "../../shared/api/session";
import { navigate } from "../../shared/frame/router";
import { useWords } from "../../shared/i18n/context";
import { Trouble } from "../../shared/ui/faces";
import { useToast } from "../../shared/ui/toast";
import { AgreementService } from "../../gen/driehoek/v1/agreement_service_pb";
import { PartyRole } from "../../triangle/contract";
import { word } from "../../triangle/parts";
import { agreementHref, keep } from "../../triangle/queries";
import { WayOn } from "../../triangle/way_on";
import { partyKey } from "../../triangle/words";
import { clauseKey } from "../../triangle/placement_words";
import { ContactForm } from "./contact_form";
import { placeHref } from "./links";
import { ScreenBody, SearchBody } from "./search_body";
import type { Stuck } from "./stuck";

export function StuckBody({ thing, programme }: { thing: Stuck; programme: string }) {
  switch (thing.cause) {
    case "searching": return <SearchBody placement={thing.placement} programme={programme} />;
    case "to_screen": return <ScreenBody placement={thing.placement} programme={programme} />;
    default: return <BlockedBody thing={thing} cause={thing.cause} programme={programme} />;
  }
}

function BlockedBody({ thing, cause, programme }: { thing: Stuck; cause: Exclude<Stuck["cause"], "searching" | "to_screen">; programme: string }) {
  const words = useWords();
  const { t } = words;
  const [choosing, setChoosing] = useState(false);
  const { placement, agreement } = thing;
  const waiting = thing.waiting.map((signature) => `${signature.displayName} (${word(words, partyKey[signature.partyRole]).toLowerCase()})`).join(", ");
  const clauses = thing.clauses.map((code) => {
    const key = clauseKey(code);
    return key ? word(words, key).toLowerCase() : code;
  }).join(", ");
  return (
    <div class="do">
      <p>{cause === "unsigned" ? t("fact.unsigned", { who: waiting }) : cause === "incomplete" && clauses !== "" ? t("fact.clauses", { clauses }) : t(cause === "incomplete" ? "fact.draft" : `fact.${cause}`)}</p>
      <p class="xs qq">{programme}{placement.labels?.contactPerson && ` · ${t("party.contact")}: ${placement.labels.contactPerson}`}</p>
      <div class="row">
        {(cause === "no_place" || cause === "no_supervisor") && <a class="btn sm" href={placeHref(placement.name)}>{t(cause === "no_place" ? "act.choose_place" : "act.choose_supervisor")}</a>}
        {cause === "no_contact" && <button type="button" class="btn sm" onClick={() => setChoosing(true)}>{t("act.choose_contact")}</button>}
        {cause === "scan" && <a class="btn sm" href="#/scans">{t("act.see_scans")}</a>}
        {(cause === "ended" || cause === "scan") && <a class={cause === "ended" ? "btn sm" : "btn two sm"} href={placeHref(placement.name)}>{t("act.view_placement")}</a>}
        {cause === "no_agreement" && <DraftButton placement={placement.name} />}
        {cause === "unsigned" && <Remind thing={thing} />}
        {agreement && <a class={cause === "unsigned" || cause === "ended" || cause === "scan" ? "btn two sm" : "btn sm"} href={agreementHref(agreement.name)}>{t(cause === "to_check" ? "act.check_agreement" : "act.open_agreement")}</a>}
        {cause !== "no_place" && cause !== "no_supervisor" && cause !== "scan" && agreement === undefined && <a class="btn two sm" href={placeHref(placement.name)}>{t("act.view_placement")}</a>}
      </div>
      {cause === "scan" && <WayOn placement={placement} />}
      {choosing && <ContactForm student={placement.student} name={placement.labels?.student ?? ""} start={placement.startDate} onClose={() => setChoosing(false)} />}
    </div>
  );
}

function DraftButton({ placement }: { placement: string }) {
  const { t } = useWords();
  const client = useClient(AgreementService);
  const cache = useQueryClient();
  const act = useAct(
    (_: undefined, requestId) => client.createAgreement({ parent: `institutions/${institutionOf(placement)}`, agreement: create(AgreementSchema, { placement }), requestId }),
    (answer) => {
      keep(cache, answer);
      navigate(agreementHref(answer.name));
    },
  );
  return <><button type="button" class="btn sm" disabled={act.busy} onClick={() => act.run(undefined)}>{t("act.draft")}</button><Trouble error={act.error} /></>;
}

/** Mails the supervisor's link again; the others sign from their own home, so a word with them is the act. */
function Remind({ thing }: { thing: Stuck }) {
  const { t } = useWords();
  const client = useClient(AccessService);
  const toast = useToast();
  const guest = thing.waiting.find((signature) => signature.partyRole === PartyRole.WORKPLACE);
  const act = useAct(
    async (person: string, requestId) => {
      const parent = `institutions/${institutionOf(thing.placement.name)}`;
      const { guestGrants } = await client.listGuestGrants({ parent, person });
      const live = guestGrants.find((grant) => grant.person === person && (grant.state === 1 || grant.state === 2));
      if (live) await client.renewGuestLink({ name: live.name, sendMail: true, requestId });
      else await client.createGuestGrant({ parent, guestGrant: { person }, requestId });
    },
    () => toast(t("done.mailed", { name: guest?.displayName ?? "" })),
  );
  if (guest === undefined) return null;
  return <><button type="button" class="btn sm" disabled={act.busy} onClick={() => act.run(guest.person)}>{t("act.remind_name", { name: guest.displayName })}</button><Trouble error={act.error} /></>;
}

// An opened row of a student who looks for a place, or who proposes one (R27, R28, R31).
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "preact/hooks";
import { PlacementService, ScreenPlacementRequest_Decision as Decision } from "../../gen/driehoek/v1/placement_search_pb";
import { useAct, useClient } from "../../shared/api/hooks";
import { later } from "../../shared/frame/later";
import { useWords } from "../../shared/i18n/context";
import { Trouble } from "../../shared/ui/faces";
import { TextArea } from "../../shared/ui/fields";
import { Sheet } from "../../shared/ui/sheet";
import { Icon } from "../../shared/ui/status";
import { useToast } from "../../shared/ui/toast";
import type { Placement } from "../../triangle/contract";
import { placeHref } from "./links";

const OfferPlace = later(() => import("./offer_place").then((part) => part.OfferPlace));

interface Props {
  readonly placement: Placement;
  readonly programme: string;
}

function Lock() {
  const { t } = useWords();
  return <span class="xs qq"><Icon name="lock" /> {t("priv.lock")}</span>;
}

export function SearchBody({ placement, programme }: Props) {
  const { t, tn, dates } = useWords();
  const clock = placement.searchClock;
  const ofProgramme = placement.programmeVariant.split("/variants/")[0] ?? "";
  return (
    <div class="do">
      <p>{t("fact.searching")} {clock?.sinceDate && t("search.since", { date: dates.day(clock.sinceDate) })} {clock && clock.escalationStep > 0 && tn("search.marks", clock.escalationStep)}</p>
      {placement.refusalCount > 0 && <p>{tn("search.refused", placement.refusalCount)} {t("search.last_reason", { reason: placement.refusalReason })}</p>}
      <p class="xs qq">{programme}{placement.startDate && ` · ${t("search.start", { date: dates.day(placement.startDate) })}`}</p>
      <OfferPlace placement={placement} />
      <div class="row">
        <a class="btn flat sm" href={ofProgramme === "" ? "#/places?show=free" : `#/places?show=free&programme=${encodeURIComponent(ofProgramme)}`}>{t("act.see_free_places")}</a>
        <Lock />
      </div>
    </div>
  );
}

export function ScreenBody({ placement, programme }: Props) {
  const { t } = useWords();
  const [refusing, setRefusing] = useState(false);
  const act = useScreen(placement, () => setRefusing(false));
  const { student = "", organisation = "", workplace = "" } = placement.labels ?? {};
  return (
    <div class="do">
      <p>{t("fact.proposal", { student, workplace, organisation })}</p>
      <p class="xs qq">{programme}</p>
      <div class="row">
        <button type="button" class="btn sm" disabled={act.busy} onClick={() => act.run({ decision: Decision.SUITABLE, reason: "" })}>{t("act.suitable", { organisation })}</button>
        <button type="button" class="btn two sm" onClick={() => setRefusing(true)}>{t("act.unsuitable")}</button>
        <a class="btn flat sm" href={placeHref(placement.name)}>{t("act.view_placement")}</a>
        <Lock />
      </div>
      {refusing ? <Refusal student={student} organisation={organisation} act={act} onClose={() => setRefusing(false)} /> : <Trouble error={act.error} />}
    </div>
  );
}

interface Answer {
  readonly decision: Decision;
  readonly reason: string;
}

function useScreen(placement: Placement, done: () => void) {
  const { t } = useWords();
  const client = useClient(PlacementService);
  const cache = useQueryClient();
  const toast = useToast();
  return useAct(
    ({ decision, reason }: Answer, requestId) => client.screenPlacement({ name: placement.name, etag: placement.etag, decision, reason, requestId }),
    (_, { decision }) => {
      toast(t(decision === Decision.SUITABLE ? "done.suitable" : "done.unsuitable", { name: placement.labels?.student ?? "" }));
      done();
      void cache.invalidateQueries({ queryKey: ["placements"] });
      void cache.invalidateQueries({ queryKey: ["placement"] });
    },
  );
}

/** Why it will not do, in words for the student. */
function Refusal({ student, organisation, act, onClose }: { student: string; organisation: string; act: ReturnType<typeof useScreen>; onClose: () => void }) {
  const { t } = useWords();
  const [reason, setReason] = useState("");
  return (
    <Sheet kind="dialog" title={t("screen.title", { organisation })} onClose={onClose}>
      {(close) => (
        <form onSubmit={(event) => {
          event.preventDefault();
          if (reason.trim() !== "") act.run({ decision: Decision.UNSUITABLE, reason: reason.trim() });
        }}>
          <TextArea label={t("screen.reason")} hint={t("screen.reason_hint", { name: student })} value={reason} onValue={setReason} maxLength={1000} required />
          <Trouble error={act.error} />
          <div class="row end"><button type="button" class="btn two" onClick={close}>{t("act.cancel")}</button><button type="submit" class="btn" disabled={act.busy || reason.trim() === ""}>{t("act.unsuitable")}</button></div>
        </form>
      )}
    </Sheet>
  );
}

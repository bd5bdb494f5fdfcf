// What the round gave: the place with its two answers, and why.
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "preact/hooks";
import { useAct, useClient } from "../../shared/api/hooks";
import { useWords } from "../../shared/i18n/context";
import { Trouble } from "../../shared/ui/faces";
import { TextArea } from "../../shared/ui/fields";
import { Sheet } from "../../shared/ui/sheet";
import { Icon } from "../../shared/ui/status";
import { useToast } from "../../shared/ui/toast";
import { ReasonSheet } from "../../triangle/reason_sheet";
import { resultLine, resultTitle } from "../../triangle/result_title";
import { AllocationState, Answer, MatchingService, refreshRound, usePlaces, type Allocation, type MatchingRound, type Participant } from "../../triangle/rounds";
import { Submitted } from "./submitted";

export function Result({ round, own }: { round: MatchingRound; own: Participant }) {
  const words = useWords();
  const { t } = words;
  const places = usePlaces(round.name);
  const given = own.allocation;
  if (given === undefined) return <Submitted round={round} own={own} />;
  const place = places.data?.find((one) => one.name === given.place);
  const organisation = place?.labels?.organisation ?? given.reasons.find((reason) => reason.place === given.place)?.organisationDisplayName ?? "";
  return (
    <>
      <section class="next" aria-labelledby="result">
        <div class="stack tight">
          <p class="kicker">{round.displayName}</p>
          <h1 id="result">{resultTitle(words, given, organisation)}</h1>
          {given.place !== "" && <p>{resultLine(words, given, round)}</p>}
          {given.state === AllocationState.ACCEPTED && <p>{t("result.accepted_next")}</p>}
          {given.place === "" && <p>{t("result.none_next")}</p>}
        </div>
        {given.state === AllocationState.OFFERED && <Answers round={round} own={own} given={given} organisation={organisation} />}
        {given.state === AllocationState.ACCEPTED && <div class="row act"><a class="btn" href="#/">{t("result.go_home")}</a></div>}
      </section>
      <section class="card narrow" aria-label={t("why.title")}><ReasonSheet allocation={given} round={round} student={own.student} level="h2" /></section>
    </>
  );
}

function Answers({ round, own, given, organisation }: { round: MatchingRound; own: Participant; given: Allocation; organisation: string }) {
  const { t, dates } = useWords();
  const client = useClient(MatchingService);
  const cache = useQueryClient();
  const toast = useToast();
  const [refusing, setRefusing] = useState(false);
  const [reason, setReason] = useState("");
  const act = useAct(
    (answer: Answer, requestId) => client.answerPlace({ name: own.name, answer, reason: answer === Answer.DECLINE ? reason.trim() : "", etag: own.etag, requestId }),
    (saved, answer) => {
      cache.setQueryData(["round", round.name, "participants"], [saved]);
      toast(t(answer === Answer.ACCEPT ? "done.accepted_place" : "done.refused_place"));
      setRefusing(false);
      refreshRound(cache, round.name);
      void cache.invalidateQueries({ queryKey: ["placements"] });
    },
  );
  return (
    <div class="stack tight">
      {given.answerDueTime && <p class="when"><Icon name="wait" /> {t("result.due", { due: dates.moment(given.answerDueTime) })}</p>}
      <div class="row act">
        <button type="button" class="btn" disabled={act.busy} onClick={() => act.run(Answer.ACCEPT)}>{t("act.accept_place")}</button>
        <button type="button" class="btn two" disabled={act.busy} onClick={() => setRefusing(true)}>{t("act.refuse_place")}</button>
      </div>
      <p class="xs">{t("result.late")}</p>
      {!refusing && <Trouble error={act.error} />}
      {refusing && (
        <Sheet kind="dialog" title={t("refuse.title", { organisation })} onClose={() => setRefusing(false)}>
          {(close) => (
            <form onSubmit={(event) => {
              event.preventDefault();
              act.run(Answer.DECLINE);
            }}>
              <p class="s">{t("refuse.explain")}</p>
              <TextArea label={t("refuse.why")} hint={t("optional")} value={reason} onValue={setReason} maxLength={500} />
              <Trouble error={act.error} />
              <div class="row end"><button type="button" class="btn two" onClick={close}>{t("act.cancel")}</button><button type="submit" class="btn danger" disabled={act.busy}>{t("act.refuse_place")}</button></div>
            </form>
          )}
        </Sheet>
      )}
    </div>
  );
}

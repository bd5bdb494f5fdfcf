// Step 5 after publication: who took the place, who has still to answer, who has none; moving one with a reason.
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "preact/hooks";
import { useAct, useClient } from "../../shared/api/hooks";
import { useWords } from "../../shared/i18n/context";
import { Faces } from "../../shared/ui/faces";
import { Chips } from "../../shared/ui/fields";
import { Rows } from "../../shared/ui/rows";
import { Sheet } from "../../shared/ui/sheet";
import { Status } from "../../shared/ui/status";
import { useToast } from "../../shared/ui/toast";
import { ReasonSheet } from "../../triangle/reason_sheet";
import { resultLine, resultTitle } from "../../triangle/result_title";
import { AllocationState, groupName, keepRound, MatchingService, placeName, RoundState, useParticipants, usePlaces, useRuns, type MatchingRound, type Participant } from "../../triangle/rounds";
import { AnswerFor } from "./answer_form";
import { AskFirst } from "./ask_first";
import { MoveForm } from "./move_form";
import { rankText } from "./rank_text";
import { allocationKey, allocationTone } from "./words";
import "../../shared/ui/kpi.css";

type Open = { readonly kind: "why" | "move" | "answer"; readonly participant: Participant };

const filters = ["all", "open", "none"] as const;
const wanted: Record<(typeof filters)[number], (state: AllocationState) => boolean> = {
  all: () => true,
  open: (state) => state === AllocationState.OFFERED,
  none: (state) => state === AllocationState.UNPLACED || state === AllocationState.DECLINED || state === AllocationState.EXPIRED,
};

function isFilter(value: string): value is (typeof filters)[number] {
  return filters.some((one) => one === value);
}

export function Answers({ round }: { round: MatchingRound }) {
  const words = useWords();
  const { t, tn } = words;
  const participants = useParticipants(round.name);
  const places = usePlaces(round.name);
  const [filter, setFilter] = useState<(typeof filters)[number]>("all");
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  const stateOf = (one: Participant) => one.allocation?.state ?? AllocationState.UNPLACED;
  const placeOf = (one: Participant) => places.data?.find((place) => place.name === one.allocation?.place);
  return (
    <>
      <Sum round={round} />
      <section class="card" aria-labelledby="answers">
        <h2 id="answers">{t("answers.title")}</h2>
        <Faces of={participants}>
          {(list) => {
            const shown = list.filter((one) => wanted[filter](stateOf(one)));
            return (
              <>
                <Chips label={t("filter.label")} value={filter} onValue={(value) => isFilter(value) && setFilter(value)} options={filters.map((one) => ({ value: one, label: t(`answers.${one}`, { n: list.filter((student) => wanted[one](stateOf(student))).length }) }))} />
                <p class="vh" role="status">{tn("rounds.students", shown.length)}</p>
                <Rows caption={t("answers.title")} rows={shown} keyOf={(one) => one.name} file={t("answers.file")}
                  columns={[
                    { label: t("party.student"), value: (one) => one.studentDisplayName },
                    { label: t("students.group"), value: (one) => groupName(round, one.group) || "–" },
                    { label: t("places.place"), value: (one) => placeName(placeOf(one)) || t("alloc.none") },
                    { label: t("alloc.rank"), value: (one) => one.allocation?.rank ?? 0, show: (one) => rankText(words, one.allocation ?? { place: "", rank: 0 }) },
                    { label: t("answers.state"), value: (one) => t(allocationKey[stateOf(one)]), show: (one) => <Status tone={allocationTone[stateOf(one)]} tag={false}>{t(allocationKey[stateOf(one)])}</Status> },
                  ]}
                  act={(participant: Participant) => (
                    <div class="row end">
                      <button type="button" class="btn flat sm" onClick={() => setOpen({ kind: "why", participant })}>{t("act.why")}<span class="vh"> {participant.studentDisplayName}</span></button>
                      {stateOf(participant) === AllocationState.OFFERED && <button type="button" class="btn flat sm" onClick={() => setOpen({ kind: "answer", participant })}>{t("act.answer_for")}<span class="vh"> {participant.studentDisplayName}</span></button>}
                      {round.state === RoundState.PUBLISHED && <button type="button" class="btn flat sm" onClick={() => setOpen({ kind: "move", participant })}>{t("act.move")}<span class="vh"> {participant.studentDisplayName}</span></button>}
                    </div>
                  )}
                />
              </>
            );
          }}
        </Faces>
      </section>
      {open?.kind === "why" && open.participant.allocation && (
        <Sheet kind="sheet" title={t("alloc.as_student", { name: open.participant.studentDisplayName })} onClose={close}>
          <p class="xl b">{resultTitle(words, open.participant.allocation, placeOf(open.participant)?.labels?.organisation ?? "")}</p>
          <p class="s q">{resultLine(words, open.participant.allocation, round)}</p>
          <ReasonSheet allocation={open.participant.allocation} round={round} student={open.participant.student} level="h3" />
        </Sheet>
      )}
      {open?.kind === "move" && <MoveForm round={round} participant={open.participant} places={places.data ?? []} participants={participants.data ?? []} onClose={close} />}
      {open?.kind === "answer" && <AnswerFor participant={open.participant} onClose={close} />}
    </>
  );
}

function Sum({ round }: { round: MatchingRound }) {
  const { t, dates } = useWords();
  const client = useClient(MatchingService);
  const cache = useQueryClient();
  const toast = useToast();
  const runs = useRuns(round.name);
  const run = runs.data?.find((one) => one.name === round.publishedRun);
  const act = useAct(
    (_: undefined, requestId) => client.closeMatchingRound({ name: round.name, etag: round.etag, requestId }),
    (closed) => {
      toast(t("done.closed"));
      keepRound(cache, closed);
    },
  );
  const { acceptedCount = 0, unansweredCount = 0, unplacedCount = 0, participantCount = 0 } = round.counts ?? {};
  return (
    <>
      <dl class="kpi">
        <div><dt>{t("kpi.students")}</dt><dd>{participantCount}</dd></div>
        <div><dt>{t("answers.accepted")}</dt><dd>{acceptedCount}</dd></div>
        <div><dt>{t("answers.unanswered")}</dt><dd>{unansweredCount}</dd></div>
        <div><dt>{t("kpi.without")}</dt><dd>{unplacedCount}</dd></div>
      </dl>
      <div class="row apart">
        <p class="s q">{round.publishTime && t("publish.when", { time: dates.moment(round.publishTime) })}{run && ` · ${run.displayName}`}</p>
        {round.state === RoundState.PUBLISHED && <AskFirst kind="btn two sm" label={t("act.close_round")} title={t("close.ask")} act={act}><p>{t("close.warning", { n: unansweredCount })}</p></AskFirst>}
      </div>
    </>
  );
}

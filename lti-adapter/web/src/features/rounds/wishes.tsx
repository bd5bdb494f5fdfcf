// Step 2: who has handed in, how long it is open, wishes for a student with a reason, and freezing earlier.
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "preact/hooks";
import { timestampDate } from "@bufbuild/protobuf/wkt";
import { useAct, useClient } from "../../shared/api/hooks";
import { useWords, type Words } from "../../shared/i18n/context";
import { Empty, Faces } from "../../shared/ui/faces";
import { Chips } from "../../shared/ui/fields";
import { Rows } from "../../shared/ui/rows";
import { Status } from "../../shared/ui/status";
import { useToast } from "../../shared/ui/toast";
import { groupName, keepRound, MatchingService, RoundState, useParticipants, type MatchingRound, type Participant } from "../../triangle/rounds";
import { AskFirst } from "./ask_first";
import { WishesForm } from "./wishes_form";

export function Wishes({ round }: { round: MatchingRound }) {
  const words = useWords();
  const { t, tn, dates } = words;
  const participants = useParticipants(round.name);
  const [filter, setFilter] = useState("all");
  const [entering, setEntering] = useState<Participant>();
  const open = round.state === RoundState.PREFERENCES_OPEN;
  return (
    <div class="cols mr">
      <section class="card" aria-labelledby="wishes">
        <div class="head"><h2 id="wishes">{t("wishes.title")}</h2></div>
        <Faces of={participants}>
          {(list) => {
            const groups = { all: list, todo: list.filter((one) => one.submitTime === undefined), done: list.filter((one) => one.submitTime !== undefined) };
            const shown = filter === "todo" ? groups.todo : filter === "done" ? groups.done : groups.all;
            return list.length === 0
              ? <Empty><p>{t("students.empty")}</p></Empty>
              : (
                <>
                  <Chips label={t("filter.label")} value={filter} onValue={setFilter} options={[{ value: "all", label: t("wishes.all", { n: groups.all.length }) }, { value: "todo", label: t("wishes.todo", { n: groups.todo.length }) }, { value: "done", label: t("wishes.done", { n: groups.done.length }) }]} />
                  <p class="vh" role="status">{tn("rounds.students", shown.length)}</p>
                  <Rows caption={t("wishes.title")} rows={shown} keyOf={(one) => one.name} file={t("wishes.file")}
                    columns={[
                      { label: t("party.student"), value: (one) => one.studentDisplayName },
                      { label: t("students.group"), value: (one) => groupName(round, one.group) || "–" },
                      { label: t("wishes.count"), value: (one) => one.wishes.length, numeric: true },
                      { label: t("wishes.when"), value: (one) => (one.submitTime ? timestampDate(one.submitTime).toISOString() : ""), show: (one) => one.submitTime ? <Status tone="ok" tag={false}>{dates.moment(one.submitTime)}</Status> : <Status tone={open ? "wait" : "warn"} tag={false}>{t("wishes.not_yet")}</Status> },
                    ]}
                    {...(open && { act: (one: Participant) => <button type="button" class="btn flat sm" onClick={() => setEntering(one)}>{t("act.enter_wishes")}<span class="vh"> {one.studentDisplayName}</span></button> })}
                  />
                </>
              );
          }}
        </Faces>
      </section>
      <Time round={round} />
      {entering && <WishesForm round={round} participant={entering} onClose={() => setEntering(undefined)} />}
    </div>
  );
}

/** How long it is still open: days, or hours on the last day. */
export function leftText({ t, tn, dates }: Words, round: MatchingRound): string {
  const due = round.preferencesDueTime;
  if (due === undefined) return "";
  const hours = Math.floor((timestampDate(due).getTime() - dates.now().getTime()) / 3_600_000);
  if (hours < 0) return t("wishes.over");
  return hours >= 48 ? tn("wishes.days_left", Math.floor(hours / 24)) : tn("wishes.hours_left", hours);
}

function Time({ round }: { round: MatchingRound }) {
  const words = useWords();
  const { t, dates } = words;
  const client = useClient(MatchingService);
  const cache = useQueryClient();
  const toast = useToast();
  const act = useAct(
    (_: undefined, requestId) => client.freezeMatchingRound({ name: round.name, etag: round.etag, requestId }),
    (frozen) => {
      toast(t("done.frozen"));
      keepRound(cache, frozen);
    },
  );
  const open = round.state === RoundState.PREFERENCES_OPEN;
  const { submittedCount = 0, participantCount = 0 } = round.counts ?? {};
  return (
    <section class="card" aria-labelledby="time">
      <h2 id="time">{open ? leftText(words, round) : t("wishes.closed")}</h2>
      <p class="s">{t("rounds.submitted", { n: submittedCount, m: participantCount, due: round.preferencesDueTime ? dates.moment(round.preferencesDueTime) : "" })}</p>
      {open && (
        <>
          <p class="s q">{t("wishes.explain")}</p>
          <AskFirst kind="btn two" label={t("act.freeze")} title={t("freeze.ask")} act={act}><p>{t("freeze.warning", { n: participantCount - submittedCount })}</p></AskFirst>
        </>
      )}
    </section>
  );
}

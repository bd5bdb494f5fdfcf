// Step 5 before publication: one person proposes, another one publishes.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { DirectoryService } from "../../gen/driehoek/v1/directory_service_pb";
import { useAct, useClient } from "../../shared/api/hooks";
import { useWords } from "../../shared/i18n/context";
import { Empty, Faces } from "../../shared/ui/faces";
import { Message } from "../../shared/ui/status";
import { useToast } from "../../shared/ui/toast";
import { useMe } from "../../triangle/parts";
import { keepRound, letterOf, MatchingService, roundHref, usePlaces, useRuns, type MatchingRound, type MatchRun } from "../../triangle/rounds";
import { AskFirst } from "./ask_first";
import { changesText } from "./changes";
import { figures } from "./outcome";
import { Verified } from "./verified";
import "../../shared/ui/tables.css";

export function Publish({ round }: { round: MatchingRound }) {
  const { t } = useWords();
  const runs = useRuns(round.name);
  return (
    <Faces of={runs}>
      {(list) => {
        const index = list.findIndex((run) => run.name === round.proposedRun);
        const run = list[index];
        return run === undefined
          ? <section class="card"><Empty><p>{t("publish.nothing")}</p><a class="btn" href={`${roundHref(round.name)}?step=trials`}>{t("act.compare_trials")}</a></Empty></section>
          : <Proposed round={round} run={run} letter={letterOf(index)} />;
      }}
    </Faces>
  );
}

function Proposed({ round, run, letter }: { round: MatchingRound; run: MatchRun; letter: string }) {
  const words = useWords();
  const { t } = words;
  const { outcome } = run;
  const places = usePlaces(round.name);
  const changes = changesText(words, round, run, places.data ?? []);
  return (
    <div class="cols mr">
      <section class="card" aria-labelledby="proposed">
        <div class="head"><h2 id="proposed">{t("publish.run", { letter, name: run.displayName })}</h2></div>
        {changes.length > 0 && <ul class="bullets s">{changes.map((text) => <li key={text}>{text}</li>)}</ul>}
        {outcome && (
          <table>
            <caption class="vh">{t("figure.title")}</caption>
            <tbody>{figures(words, round).map((figure) => <tr key={figure.label}><th scope="row">{figure.label}</th><td class="n">{figure.value(outcome)}</td></tr>)}</tbody>
          </table>
        )}
        <Verified run={run} />
      </section>
      <Second round={round} run={run} letter={letter} />
    </div>
  );
}

function Second({ round, run, letter }: { round: MatchingRound; run: MatchRun; letter: string }) {
  const { t, dates } = useWords();
  const client = useClient(MatchingService);
  const directory = useClient(DirectoryService);
  const cache = useQueryClient();
  const toast = useToast();
  const me = useMe();
  const proposer = useQuery({ queryKey: ["person", round.proposedBy], queryFn: () => directory.getPerson({ name: round.proposedBy }), enabled: round.proposedBy !== "", staleTime: 300_000 });
  const own = me.persons.includes(round.proposedBy);
  const act = useAct(
    (_: undefined, requestId) => client.publishMatchingRound({ name: round.name, run: run.name, etag: round.etag, requestId }),
    (published) => {
      toast(t("done.published"));
      keepRound(cache, published);
    },
  );
  return (
    <section class="card" aria-labelledby="second">
      <h2 id="second">{t(own ? "publish.waits" : "publish.yours")}</h2>
      {own
        ? <Message tone="wait"><p>{t("publish.second_needed")}</p></Message>
        : <p class="s">{t("publish.by", { name: proposer.data?.displayName ?? t("publish.colleague") })}</p>}
      <p class="s q">{t("publish.explain", { days: round.answerDays })}</p>
      {round.startDate && <p class="s q">{t("publish.start", { date: dates.dayWeek(round.startDate) })}</p>}
      {!own && <AskFirst label={t("act.publish", { letter })} title={t("publish.ask", { letter })} act={act}><p>{t("publish.warning")}</p></AskFirst>}
      <div><a class="btn two" href={`${roundHref(round.name)}?step=trials`}>{t("act.compare_trials")}</a></div>
    </section>
  );
}

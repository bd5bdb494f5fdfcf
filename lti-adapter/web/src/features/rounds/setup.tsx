// Step 1: what the round is, which places it gives away and who takes part.
import { useState } from "preact/hooks";
import { useQueryClient } from "@tanstack/react-query";
import { useAct, useClient } from "../../shared/api/hooks";
import { useWords } from "../../shared/i18n/context";
import { Trouble } from "../../shared/ui/faces";
import { Message } from "../../shared/ui/status";
import { useToast } from "../../shared/ui/toast";
import { word } from "../../triangle/parts";
import { keepRound, MatchingService, RoundState, Rule, type MatchingRound } from "../../triangle/rounds";
import { formKey } from "../../triangle/placement_words";
import { AskFirst } from "./ask_first";
import { Participants } from "./participants";
import { Places } from "./places";
import { ChangeRound } from "./round_form";

export function Setup({ round }: { round: MatchingRound }) {
  return (
    <>
      <div class="cols mr">
        <div class="stack wide"><Places round={round} /><Participants round={round} /></div>
        <div class="stack wide"><Facts round={round} />{round.state === RoundState.SETUP && <OpenPreferences round={round} />}</div>
      </div>
    </>
  );
}

function Facts({ round }: { round: MatchingRound }) {
  const words = useWords();
  const { t, dates } = words;
  const [changing, setChanging] = useState(false);
  return (
    <section class="card" aria-labelledby="facts">
      <div class="head"><h2 id="facts">{t("facts.title")}</h2>{round.state < RoundState.CLOSED && <button type="button" class="btn flat sm" onClick={() => setChanging(true)}>{t("act.change_round")}</button>}</div>
      <dl class="facts">
        <dt>{t("facts.period")}</dt><dd>{round.startDate && round.endDate && t("agreement.period", { from: dates.day(round.startDate), to: dates.day(round.endDate), hours: round.weeklyHours })}</dd>
        <dt>{t("pform.form")}</dt><dd>{word(words, formKey[round.form])}</dd>
        <dt>{t("facts.due")}</dt><dd>{round.preferencesDueTime && dates.moment(round.preferencesDueTime)}</dd>
        <dt>{t("rform.answer_days")}</dt><dd>{round.answerDays}</dd>
        <dt>{t("rform.max_wishes")}</dt><dd>{round.maxWishCount}</dd>
        <dt>{t("rform.rule")}</dt><dd>{t(round.rule === Rule.MOST_PLACED ? "rule.most_placed" : "rule.stable")}</dd>
        <dt>{t("rform.groups")}</dt><dd>{round.groups.length === 0 ? t("facts.one_group") : round.groups.map((group) => group.displayName).join(", ")}</dd>
        {round.maxStudentsPerSupervisor > 0 && <><dt>{t("rform.max_students")}</dt><dd>{round.maxStudentsPerSupervisor}</dd></>}
      </dl>
      {changing && <ChangeRound round={round} onClose={() => setChanging(false)} />}
    </section>
  );
}

function OpenPreferences({ round }: { round: MatchingRound }) {
  const { t, dates } = useWords();
  const client = useClient(MatchingService);
  const cache = useQueryClient();
  const toast = useToast();
  const act = useAct(
    (_: undefined, requestId) => client.openPreferences({ name: round.name, etag: round.etag, requestId }),
    (opened) => {
      toast(t("done.opened"));
      keepRound(cache, opened);
    },
  );
  const lacking = round.counts?.placeCount === 0 ? "no.round_without_places" : round.counts?.participantCount === 0 ? "no.round_without_participants" : undefined;
  return (
    <section class="card" aria-labelledby="open">
      <h2 id="open">{t("open.title")}</h2>
      <p class="s q">{t("open.explain", { due: round.preferencesDueTime ? dates.moment(round.preferencesDueTime) : "" })}</p>
      {lacking !== undefined && <Message tone="note"><p>{t(lacking)}</p></Message>}
      <Trouble error={act.error} />
      <AskFirst label={t("act.open_preferences")} title={t("open.ask")} disabled={lacking !== undefined} act={act}><p>{t("open.warning")}</p></AskFirst>
    </section>
  );
}

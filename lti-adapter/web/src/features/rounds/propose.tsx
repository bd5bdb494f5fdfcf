// Puts a trial before a second person.
import { useQueryClient } from "@tanstack/react-query";
import { useAct, useClient } from "../../shared/api/hooks";
import { navigate } from "../../shared/frame/router";
import { useWords } from "../../shared/i18n/context";
import { Trouble } from "../../shared/ui/faces";
import { Status } from "../../shared/ui/status";
import { useToast } from "../../shared/ui/toast";
import { keepRound, MatchingService, roundHref, RunState, type MatchingRound, type MatchRun } from "../../triangle/rounds";

export function Propose({ round, run, letter }: { round: MatchingRound; run: MatchRun; letter: string }) {
  const { t } = useWords();
  const client = useClient(MatchingService);
  const cache = useQueryClient();
  const toast = useToast();
  const act = useAct(
    (_: undefined, requestId) => client.proposePublication({ name: round.name, run: run.name, etag: round.etag, requestId }),
    (proposed) => {
      toast(t("done.proposed"));
      keepRound(cache, proposed);
      navigate(`${roundHref(round.name)}?step=publish`);
    },
  );
  return (
    <>
      <div class="row apart">
        <span class="s q">{t("propose.explain")}</span>
        {round.proposedRun === run.name
          ? <Status tone="wait">{t("propose.waits", { letter })}</Status>
          : <button type="button" class="btn" disabled={act.busy || run.state !== RunState.SUCCEEDED} onClick={() => act.run(undefined)}>{t("act.propose", { letter })}</button>}
      </div>
      <Trouble error={act.error} />
    </>
  );
}

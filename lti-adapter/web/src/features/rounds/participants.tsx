// Who takes part, and adding all enrolments of the programmes by variant and phase.
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "preact/hooks";
import { useAct, useClient } from "../../shared/api/hooks";
import { compareDays } from "../../shared/i18n/dates";
import { useWords, type Words } from "../../shared/i18n/context";
import { Empty, Faces, Loading, Trouble } from "../../shared/ui/faces";
import { Rows } from "../../shared/ui/rows";
import { Sheet } from "../../shared/ui/sheet";
import { useToast } from "../../shared/ui/toast";
import { Variant } from "../../triangle/contract";
import { variantText, word } from "../../triangle/parts";
import { groupName, MatchingService, refreshRound, RoundState, useParticipants, type MatchingRound, type Participant } from "../../triangle/rounds";
import { variantKey } from "../../triangle/words";
import { AskFirst } from "./ask_first";
import { useEnrolments, useProgrammes, useProgrammeVariants } from "../../triangle/directory";

export function Participants({ round }: { round: MatchingRound }) {
  const words = useWords();
  const { t, tn } = words;
  const participants = useParticipants(round.name);
  const [adding, setAdding] = useState(false);
  const open = round.state <= RoundState.PREFERENCES_OPEN;
  return (
    <section class="card" aria-labelledby="participants">
      <div class="head">
        <h2 id="participants">{t("students.title")}</h2>
        {open && <button type="button" class="btn two sm" onClick={() => setAdding(true)}>{t("act.add_students")}</button>}
      </div>
      <Faces of={participants}>
        {(list) => list.length === 0
          ? <Empty><p>{t("students.empty")}</p></Empty>
          : (
            <>
              <p class="s q">{tn("rounds.students", list.length)}{round.groups.map((group) => `, ${group.displayName} ${list.filter((one) => one.group === group.code).length}`).join("")}</p>
              <Rows caption={t("students.title")} rows={list} keyOf={(one) => one.name}
                columns={[
                  { label: t("party.student"), value: (one) => one.studentDisplayName },
                  { label: t("students.group"), value: (one) => groupName(round, one.group) || "–" },
                  { label: t("students.variant"), value: (one) => word(words, variantKey[one.variant]) },
                  { label: t("students.phase"), value: (one) => one.phase, numeric: true },
                ]}
                {...(open && { act: (one: Participant) => <Remove participant={one} round={round} /> })}
              />
            </>
          )}
      </Faces>
      {adding && <Add round={round} inside={participants.data ?? []} onClose={() => setAdding(false)} />}
    </section>
  );
}

function Remove({ participant, round }: { participant: Participant; round: MatchingRound }) {
  const { t } = useWords();
  const client = useClient(MatchingService);
  const cache = useQueryClient();
  const toast = useToast();
  const name = participant.studentDisplayName;
  const act = useAct(
    (_: undefined, requestId) => client.removeParticipant({ name: participant.name, requestId }),
    () => {
      toast(t("done.removed", { name }));
      refreshRound(cache, round.name);
    },
  );
  return <AskFirst kind="btn flat sm" label={t("act.remove")} about={name} title={t("students.remove_ask", { name })} act={act}><p>{t("students.remove_text")}</p></AskFirst>;
}

interface Batch {
  readonly key: string;
  readonly label: string;
  readonly enrolments: readonly string[];
}

/** Enrolments of the round's programmes that are not in it yet and have not ended by its first day, by variant and phase. */
function useBatches(round: MatchingRound, inside: readonly Participant[]): { batches: readonly Batch[] | undefined; error: unknown } {
  const words = useWords();
  const programmes = useProgrammes();
  const enrolments = useEnrolments();
  // Without groups every programme within reach counts.
  const wanted = round.groups.length > 0 ? round.groups.flatMap((group) => group.programmes) : (programmes.data ?? []).map((one) => one.name);
  const variants = useProgrammeVariants(wanted);
  if (programmes.data === undefined || enrolments.data === undefined || variants.data === undefined) return { batches: undefined, error: programmes.error ?? enrolments.error ?? variants.error };
  const taken = new Set(inside.map((one) => one.enrolment));
  const start = round.startDate;
  const open = enrolments.data.filter((one) => !taken.has(one.name) && (one.endDate === undefined || start === undefined || compareDays(one.endDate, start) >= 0));
  const names = new Map(programmes.data.map((one) => [one.name, one.displayName]));
  const batches = variants.data.flatMap((variant) => Array.from({ length: 8 }, (_, index) => index + 1).flatMap((phase): Batch[] => {
    const found = open.filter((one) => one.programmeVariant === variant.name && one.phase === phase).map((one) => one.name);
    if (found.length === 0) return [];
    const programme = names.get(variant.name.split("/variants/")[0] ?? "") ?? "";
    return [{ key: `${variant.name}/${phase}`, label: `${programme} · ${kindOf(words, variant.variant, variant.funding)} · ${words.t("students.phase_n", { n: phase })}`, enrolments: found }];
  }));
  return { batches, error: undefined };
}

function kindOf(words: Words, variant: Variant, funding: Parameters<typeof variantText>[2]): string {
  return variant === Variant.VARIANT_UNSPECIFIED ? words.t("variant.other") : variantText(words, variant, funding);
}

const most = 500;

function Add({ round, inside, onClose }: { round: MatchingRound; inside: readonly Participant[]; onClose: () => void }) {
  const { t, tn } = useWords();
  const client = useClient(MatchingService);
  const cache = useQueryClient();
  const toast = useToast();
  const { batches, error } = useBatches(round, inside);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const wanted = (batches ?? []).filter((batch) => chosen.includes(batch.key)).flatMap((batch) => batch.enrolments);
  const act = useAct(
    async (enrolments: readonly string[], requestId) => {
      // Who is in already stays; so a second try after a lost answer adds nobody twice.
      for (let at = 0; at < enrolments.length; at += most) await client.addParticipants({ parent: round.name, enrolments: enrolments.slice(at, at + most), requestId: at === 0 ? requestId : crypto.randomUUID() });
      return enrolments.length;
    },
    (count) => {
      toast(tn("done.added_students", count));
      refreshRound(cache, round.name);
      onClose();
    },
  );
  return (
    <Sheet kind="dialog" title={t("act.add_students")} onClose={onClose}>
      {(close) => (
        <form onSubmit={(event) => {
          event.preventDefault();
          if (wanted.length > 0) act.run(wanted);
        }}>
          <p class="s q">{t("students.add_explain")}</p>
          {batches === undefined
            ? (error ? <Trouble error={error} /> : <Loading />)
            : batches.length === 0
              ? <Empty><p>{t("students.all_in")}</p></Empty>
              : (
                <fieldset class="stack tight">
                  <legend class="lab">{t("students.which")}</legend>
                  {batches.map((batch) => (
                    <label key={batch.key} class="check">
                      <input type="checkbox" checked={chosen.includes(batch.key)} onChange={(event) => setChosen(event.currentTarget.checked ? [...chosen, batch.key] : chosen.filter((one) => one !== batch.key))} />
                      <span>{batch.label} <span class="q">({tn("rounds.students", batch.enrolments.length)})</span></span>
                    </label>
                  ))}
                </fieldset>
              )}
          <Trouble error={act.error} />
          <div class="row end"><button type="button" class="btn two" onClick={close}>{t("act.cancel")}</button><button type="submit" class="btn" disabled={act.busy || wanted.length === 0}>{tn("act.add_n_students", wanted.length)}</button></div>
        </form>
      )}
    </Sheet>
  );
}

// What a run gives each student, and one of them as that student will read it: beside the trials where there is room, else as a sheet.
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { useWords } from "../../shared/i18n/context";
import { Faces } from "../../shared/ui/faces";
import { useMedia } from "../../shared/ui/media";
import { Rows } from "../../shared/ui/rows";
import { Sheet } from "../../shared/ui/sheet";
import { ReasonSheet } from "../../triangle/reason_sheet";
import { groupName, placeName, RunState, useAllocations, useParticipants, usePlaces, type Allocation, type MatchingRound, type MatchRun } from "../../triangle/rounds";
import { rankText } from "./rank_text";
import { resultLine, resultTitle } from "../../triangle/result_title";

interface Props {
  readonly round: MatchingRound;
  readonly run: MatchRun | undefined;
  readonly children: ComponentChildren;
}

export function Allocations({ round, run, children }: Props) {
  const words = useWords();
  const { t } = words;
  const ready = run?.state === RunState.SUCCEEDED ? run.name : "";
  const allocations = useAllocations(ready);
  const places = usePlaces(round.name);
  const participants = useParticipants(round.name);
  const wide = useMedia("(min-width: 1060px)");
  const [student, setStudent] = useState("");
  const list = allocations.data ?? [];
  // Whoever did not get the first wish has the most to read.
  const shown = list.find((one) => one.participant === student) ?? (wide ? (list.find((one) => one.rank === 2) ?? list[0]) : undefined);
  const studentOf = new Map((participants.data ?? []).map((one) => [one.name, one.student]));
  const nameOf = new Map((places.data ?? []).map((place) => [place.name, placeName(place)]));
  const organisationOf = new Map((places.data ?? []).map((place) => [place.name, place.labels?.organisation ?? ""]));
  return (
    <>
      <div class="cols mr">
        <div class="stack wide">{children}</div>
        {wide && ready !== "" && shown && (
          <section class="card phone" aria-labelledby="as-student">
            <p class="kicker">{t("alloc.as_student", { name: shown.studentDisplayName })}</p>
            <h2 id="as-student" class="xl">{resultTitle(words, shown, organisationOf.get(shown.place) ?? "")}</h2>
            <p class="s q">{resultLine(words, shown, round)}</p>
            <ReasonSheet allocation={shown} round={round} student={studentOf.get(shown.participant) ?? ""} ruleVersion={run?.ruleVersion} level="h3" />
          </section>
        )}
      </div>
      {ready !== "" && (
        <section class="card" aria-labelledby="allocations">
          <h2 id="allocations">{t("alloc.title")}</h2>
          <Faces of={allocations}>
            {(rows) => (
              <Rows caption={t("alloc.title")} rows={rows} keyOf={(one) => one.participant} file={t("alloc.file")}
                columns={[
                  { label: t("party.student"), value: (one) => one.studentDisplayName },
                  { label: t("students.group"), value: (one) => groupName(round, one.group) || "–" },
                  { label: t("places.place"), value: (one) => (one.place === "" ? t("alloc.none") : (nameOf.get(one.place) ?? "")) },
                  { label: t("alloc.rank"), value: (one) => (one.place === "" ? 999 : one.rank), show: (one) => rankText(words, one) },
                ]}
                act={(one: Allocation) => <button type="button" class="btn flat sm" aria-pressed={one.participant === shown?.participant} onClick={() => setStudent(one.participant)}>{t("act.why")}<span class="vh"> {one.studentDisplayName}</span></button>}
              />
            )}
          </Faces>
        </section>
      )}
      {!wide && shown && (
        <Sheet kind="sheet" title={t("alloc.as_student", { name: shown.studentDisplayName })} onClose={() => setStudent("")}>
          <p class="xl b">{resultTitle(words, shown, organisationOf.get(shown.place) ?? "")}</p>
          <p class="s q">{resultLine(words, shown, round)}</p>
          <ReasonSheet allocation={shown} round={round} student={studentOf.get(shown.participant) ?? ""} ruleVersion={run?.ruleVersion} level="h3" />
        </Sheet>
      )}
    </>
  );
}

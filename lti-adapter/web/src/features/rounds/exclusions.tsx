// Students who cannot come to a place, with the ground (R22).
import { useState } from "preact/hooks";
import { useWords } from "../../shared/i18n/context";
import { Trouble } from "../../shared/ui/faces";
import { Choice } from "../../shared/ui/fields";
import { Ground, useParticipants, type MatchingRound } from "../../triangle/rounds";

const grounds = [[Ground.CONFLICT_OF_INTEREST, "ground.conflict"], [Ground.BEEN_THERE, "ground.been_there"], [Ground.WORKPLACE_ASKED, "ground.asked"]] as const;

type Value = readonly { readonly participant: string; readonly ground: Ground }[];

export function Exclusions({ round, value, onValue }: { round: MatchingRound; value: Value; onValue: (value: Value) => void }) {
  const { t } = useWords();
  const participants = useParticipants(round.name);
  const [participant, setParticipant] = useState("");
  const [ground, setGround] = useState(String(Ground.CONFLICT_OF_INTEREST));
  const list = participants.data ?? [];
  const nameOf = new Map(list.map((one) => [one.name, one.studentDisplayName]));
  const textOf = (one: Ground) => grounds.find(([known]) => known === one)?.[1];
  return (
    <fieldset class="stack tight">
      <legend class="lab">{t("exclude.title")} <span class="hint">{t("exclude.hint")}</span></legend>
      {value.length > 0 && (
        <ul class="list">
          {value.map((one) => {
            const name = nameOf.get(one.participant) ?? t("pform.unknown");
            const key = textOf(one.ground);
            return (
              <li key={one.participant}>
                <div><b class="b">{name}</b><p>{key && t(key)}</p></div>
                <div class="r"><button type="button" class="btn flat sm" onClick={() => onValue(value.filter((other) => other !== one))}>{t("act.remove")}<span class="vh"> {name}</span></button></div>
              </li>
            );
          })}
        </ul>
      )}
      <div class="two2">
        <Choice label={t("party.student")} value={participant} onValue={setParticipant} empty={t("choose")} options={list.filter((one) => !value.some((other) => other.participant === one.name)).map((one) => ({ value: one.name, label: one.studentDisplayName }))} />
        <Choice label={t("exclude.ground")} value={ground} onValue={setGround} options={grounds.map(([known, key]) => ({ value: String(known), label: t(key) }))} />
      </div>
      <Trouble error={participants.error} />
      <div>
        <button type="button" class="btn two sm" disabled={participant === ""} onClick={() => {
          onValue([...value, { participant, ground: grounds.find(([known]) => String(known) === ground)?.[0] ?? Ground.CONFLICT_OF_INTEREST }]);
          setParticipant("");
        }}>{t("act.add")}</button>
      </div>
    </fieldset>
  );
}

// Which outcomes an item shows, and which task it came from.
import { useWords } from "../../shared/i18n/context";
import { Choice } from "../../shared/ui/fields";
import type { ProgressRow } from "../../triangle/evidence";
import type { Task } from "../../triangle/tasks";

export interface Linked {
  readonly codes: readonly string[];
  readonly task: string;
}

interface Props {
  readonly linked: Linked;
  readonly onLinked: (linked: Linked) => void;
  readonly outcomes: readonly ProgressRow[];
  readonly tasks: readonly Task[];
}

export function Links({ linked, onLinked, outcomes, tasks }: Props) {
  const { t } = useWords();
  const toggle = (code: string) => onLinked({ ...linked, codes: linked.codes.includes(code) ? linked.codes.filter((one) => one !== code) : [...linked.codes, code] });
  return (
    <>
      {outcomes.length > 0 && (
        <fieldset class="evchecks">
          <legend class="lab">{t("ev.outcomes")} <span class="hint">{t("ev.outcomes_hint")}</span></legend>
          {outcomes.map(({ outcomeCode, outcomeTitle }) => (
            <label key={outcomeCode} class="check"><input type="checkbox" checked={linked.codes.includes(outcomeCode)} onChange={() => toggle(outcomeCode)} /><span>{outcomeCode} {outcomeTitle}</span></label>
          ))}
        </fieldset>
      )}
      {tasks.length > 0 && <Choice label={t("ev.task")} hint={t("optional")} value={linked.task} onValue={(task) => onLinked({ ...linked, task })} empty={t("ev.task_none")} options={tasks.map(({ name, content }) => ({ value: name, label: content?.title ?? "" }))} />}
    </>
  );
}

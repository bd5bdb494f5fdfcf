// The fields that a new check-in and a changed one share: how long, where, and about which tasks.
import { useWords } from "../../shared/i18n/context";
import { TextField } from "../../shared/ui/fields";
import type { CheckIn } from "../../triangle/check_ins";
import { useTasks } from "../../triangle/tasks";

export interface TypedArrangement {
  readonly length: string;
  readonly place: string;
  readonly link: string;
  readonly tasks: readonly string[];
}

export const usualArrangement: TypedArrangement = { length: "45", place: "", link: "", tasks: [] };

export function typedArrangement(checkIn: CheckIn): TypedArrangement {
  return { length: String(checkIn.lengthMinutes), place: checkIn.place, link: checkIn.link, tasks: checkIn.learningTasks };
}

/** Whether it keeps what the contract asks of it. */
export function isArranged({ length, link, tasks }: TypedArrangement): boolean {
  const minutes = Number(length);
  return Number.isInteger(minutes) && minutes >= 10 && minutes <= 480 && (link.trim() === "" || /^https:\/\/\S+$/.test(link.trim())) && tasks.length <= 20;
}

export function Arrangement({ placement, typed, onTyped }: { placement: string; typed: TypedArrangement; onTyped: (typed: TypedArrangement) => void }) {
  const { t } = useWords();
  const tasks = useTasks();
  const own = (tasks.data ?? []).filter((task) => task.placement === placement);
  const set = (part: Partial<TypedArrangement>) => onTyped({ ...typed, ...part });
  return (
    <>
      <div class="two2">
        <TextField type="number" label={t("arrange.length")} value={typed.length} onValue={(length) => set({ length })} min="10" max="480" required />
        <TextField label={t("arrange.place")} hint={t("optional")} value={typed.place} onValue={(place) => set({ place })} maxLength={200} />
      </div>
      <TextField type="url" label={t("arrange.link")} hint={`${t("optional")}, ${t("arrange.link_hint")}`} value={typed.link} onValue={(link) => set({ link })} maxLength={500} />
      {own.length > 0 && (
        <fieldset class="cicheck">
          <legend class="lab">{t("arrange.tasks")} <span class="hint">{t("optional")}</span></legend>
          {own.map((task) => <label key={task.name} class="check"><input type="checkbox" checked={typed.tasks.includes(task.name)} onChange={(event) => set({ tasks: event.currentTarget.checked ? [...typed.tasks, task.name] : typed.tasks.filter((one) => one !== task.name) })} />{task.content?.title}</label>)}
        </fieldset>
      )}
    </>
  );
}

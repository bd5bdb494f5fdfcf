// The learning plan of a placement: what the student brings, what is fixed and what is free. The programme writes in it.
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "preact/hooks";
import { useAct, useClient, useSession } from "../../shared/api/hooks";
import { useWords } from "../../shared/i18n/context";
import { Trouble } from "../../shared/ui/faces";
import { TextArea } from "../../shared/ui/fields";
import { useToast } from "../../shared/ui/toast";
import { LearningTaskService, type Plan } from "../../triangle/tasks";

const writers: readonly string[] = ["teacher", "practice_office"];

export function PlanCard({ plan }: { plan: Plan }) {
  const { t } = useWords();
  const { role } = useSession();
  const [writing, setWriting] = useState(false);
  const texts = [["plan.entry", plan.entryLevel], ["task.fixed", plan.fixedPart], ["task.free", plan.freePart]] as const;
  return (
    <section class="card" aria-labelledby="plan">
      <div class="head">
        <h2 id="plan">{t("plan.title")} <span class="s q">{t("plan.phase", { n: plan.phase })}</span></h2>
        {writers.includes(role) && !writing && <button type="button" class="btn two sm" onClick={() => setWriting(true)}>{t("act.edit_plan")}</button>}
      </div>
      {writing
        ? <PlanForm plan={plan} onClose={() => setWriting(false)} />
        : <dl class="tkfacts">{texts.filter(([, text]) => text !== "").map(([key, text]) => <div key={key}><dt>{t(key)}</dt><dd class="prose">{text}</dd></div>)}</dl>}
    </section>
  );
}

function PlanForm({ plan, onClose }: { plan: Plan; onClose: () => void }) {
  const { t } = useWords();
  const client = useClient(LearningTaskService);
  const cache = useQueryClient();
  const toast = useToast();
  const [fixedPart, setFixedPart] = useState(plan.fixedPart);
  const [freePart, setFreePart] = useState(plan.freePart);
  const act = useAct(
    (_: undefined, requestId) => client.updateLearningPlan({ learningPlan: { name: plan.name, etag: plan.etag, fixedPart: fixedPart.trim(), freePart: freePart.trim() }, updateMask: { paths: ["fixed_part", "free_part"] }, requestId }),
    (answer) => {
      toast(t("done.plan_saved"));
      cache.setQueryData(["plan", plan.placement], answer);
      onClose();
    },
  );
  return (
    <form class="stack" aria-labelledby="plan" onSubmit={(event) => {
      event.preventDefault();
      act.run(undefined);
    }}>
      <TextArea label={t("task.fixed")} hint={t("optional")} value={fixedPart} onValue={setFixedPart} maxLength={4000} />
      <TextArea label={t("task.free")} hint={t("optional")} value={freePart} onValue={setFreePart} maxLength={4000} />
      <Trouble error={act.error} />
      <div class="row"><button type="submit" class="btn" disabled={act.busy}>{t("act.save_plan")}</button><button type="button" class="btn flat" onClick={onClose}>{t("act.cancel")}</button></div>
    </form>
  );
}

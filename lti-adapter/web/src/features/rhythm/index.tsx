// Hours, pulse and shifted deadlines of one placement: written by the student, read by who looks after it.
import { useSession } from "../../shared/api/hooks";
import { usePage } from "../../shared/frame/router";
import { useWords } from "../../shared/i18n/context";
import { withParts } from "../../shared/i18n/part";
import { SendState } from "../../shared/offline/send_state";
import { Faces } from "../../shared/ui/faces";
import type { Placement } from "../../triangle/contract";
import { PulseCard } from "../../triangle/pulse_card";
import { usePlacement } from "../../triangle/queries";
import { runningNames } from "../../triangle/rhythm";
import { HoursForm } from "./hours_form";
import { Noticed } from "./noticed";
import { Pulses } from "./pulses";
import { Shifts } from "./shifts";
import { Totals } from "./totals";
import "../../triangle/rhythm.css";

function Rhythm({ name }: { name: string }) {
  const { t } = useWords();
  usePage(t("rhythm.title"));
  const placement = usePlacement(name);
  return (
    <>
      <div class="stack tight">
        <div class="row apart"><a class="s" href="#/">{t("rhythm.back")}</a><SendState /></div>
        <h1>{t("rhythm.title")}</h1>
      </div>
      <Faces of={placement}>{(found) => <Content placement={found} />}</Faces>
    </>
  );
}

function Content({ placement }: { placement: Placement }) {
  const { role } = useSession();
  const student = role === "student";
  const running = runningNames([placement]).length > 0;
  const { labels } = placement;
  return (
    <>
      <p class="q">{[student ? "" : labels?.student, labels?.organisation].filter(Boolean).join(" · ")}</p>
      <div class="cols rh">
        {student && running && <HoursForm placement={placement} />}
        <div class="stack wide">
          {student && <PulseCard placements={[placement]} />}
          <Totals placement={placement.name} />
          {student && <Noticed placement={placement.name} />}
          <Shifts placement={placement.name} writes={["student", "teacher", "practice_office", "workplace_supervisor"].includes(role)} />
          <Pulses placement={placement.name} />
        </div>
      </div>
    </>
  );
}

export default withParts(["rhythm", "tasks"], Rhythm);

// The yearly question on the phone of a supervisor or of a contact of the organisation: the answer, then thanks.
import { useState } from "preact/hooks";
import { usePage } from "../../shared/frame/router";
import { useWords } from "../../shared/i18n/context";
import { withParts } from "../../shared/i18n/part";
import { Faces } from "../../shared/ui/faces";
import { Icon, Message } from "../../shared/ui/status";
import { Hosting, studyYear, useIntent } from "../../triangle/hosting";
import { AnswerForm } from "./answer_form";

function HostPage({ name }: { name: string }) {
  const { t, dates } = useWords();
  usePage(t("host.question"));
  const intent = useIntent(name);
  const [sent, setSent] = useState(false);
  if (sent) return <><h1>{t("host.sent_title")}</h1><p>{t("host.sent")}</p><p>{t("host.jobs")}</p><p class="row"><a class="btn" href="#/">{t("host.back")}</a><a class="btn two" href="#/jobs">{t("host.see_jobs")}</a></p></>;
  return (
    <>
      <h1>{t("host.question")}</h1>
      <Faces of={intent}>
        {(found) => (
          <div class="stack narrow">
            <div class="stack tight">
              <p class="b">{found.organisationDisplayName} · {t("host.year", { year: studyYear(found.year) })}</p>
              <p class="s q">{t("host.explain")} <span class="nw"><Icon name="wait" /> {t("host.minute")}</span></p>
            </div>
            {found.answer !== Hosting.NOT_YET && found.answerTime && <Message tone="note"><p>{t("host.before", { date: dates.day(dates.dayOf(found.answerTime)) })}</p></Message>}
            <AnswerForm key={found.etag} intent={found} onSent={() => setSent(true)} />
          </div>
        )}
      </Faces>
    </>
  );
}

export const Answer = withParts(["hosting"], HostPage);

// One agreement: what it is, who has to act, and everything in it. The same page for all roles; acts differ.
import { useEffect, useState } from "preact/hooks";
import { usePage, useRoute } from "../../shared/frame/router";
import { useWords } from "../../shared/i18n/context";
import { Faces } from "../../shared/ui/faces";
import { isOpenForSigning, newest, partyOf, signatureOf } from "../../triangle/agreement";
import { AgreementVersion_State as State, type PartyRole, SignatureState, type Agreement, type AgreementVersion } from "../../triangle/contract";
import { Figure, fillOf } from "../../triangle/figure";
import { StateTag, useMe, variantText, word } from "../../triangle/parts";
import { useAgreement } from "../../triangle/queries";
import { kindKey } from "../../triangle/words";
import { ActionPanel } from "./actions";
import { ClauseList } from "./clauses";
import { CommitmentList } from "./commitments";
import { Editor } from "./editor";
import { History } from "./history";
import { Matrix } from "./matrix";
import { SignSheet } from "./sign_sheet";
import { SignatureList } from "./signatures";
import "./agreement.css";

export default function AgreementPage({ name }: { name: string }) {
  const { t } = useWords();
  const agreement = useAgreement(name);
  const title = agreement.data?.labels?.student ?? "";
  usePage(title === "" ? t("agreement.title") : `${t("agreement.title")} ${title}`);
  if (agreement.data === undefined) return <><h1>{t("agreement.title")}</h1><Faces of={agreement}>{() => null}</Faces></>;
  return <Content agreement={agreement.data} />;
}

/** Whoever may draft sees the fields while it is a draft. */
const drafters = ["student", "teacher", "practice_office", "workplace_supervisor", "organisation_contact"];

function maySign(version: AgreementVersion, side: PartyRole): boolean {
  const state = signatureOf(version, side)?.state;
  return isOpenForSigning(version) && (state === SignatureState.REQUESTED || state === SignatureState.OPENED);
}

function Content({ agreement }: { agreement: Agreement }) {
  const { t } = useWords();
  const me = useMe();
  const route = useRoute();
  const version = newest(agreement);
  const side = partyOf(version, me.persons);
  const signable = version !== undefined && maySign(version, side);
  const [signing, setSigning] = useState(false);
  const asked = route.query.has("sign");
  useEffect(() => {
    if (asked && signable) {
      // The wish is used up: going back to this page does not open the sheet again.
      window.history.replaceState(null, "", window.location.hash.split("?")[0]);
      setSigning(true);
    }
  }, [asked]);
  if (version === undefined) return <p>{t("agreement.empty")}</p>;
  const editing = version.state === State.DRAFT && drafters.includes(me.role);
  return (
    <div class="cols l">
      <div class="stack top">
        <Heading agreement={agreement} version={version} side={side} />
        {version.state !== State.DRAFT && <SignatureList agreement={agreement} version={version} side={side} />}
      </div>
      <ActionPanel agreement={agreement} version={version} side={side} onSign={signable ? () => setSigning(true) : undefined} />
      <div class="stack rest">
        {editing
          ? <Editor key={version.name} agreement={agreement} version={version} />
          : (
            <>
              <ClauseList agreement={agreement} version={version} />
              <CommitmentList agreement={agreement} side={side} />
              <Matrix agreement={agreement} version={version} side={side} />
            </>
          )}
        <History agreement={agreement} />
      </div>
      {signing && <SignSheet agreement={agreement} version={version} side={side} onClose={() => setSigning(false)} />}
    </div>
  );
}

function Heading({ agreement, version, side }: { agreement: Agreement; version: AgreementVersion; side: PartyRole }) {
  const words = useWords();
  const { t, dates } = words;
  const labels = agreement.labels;
  return (
    <div class="hd">
      <div class="stack tight">
        <p class="kicker">{word(words, kindKey[agreement.kind])} · {t("agreement.version", { n: version.number })}</p>
        <h1>{t("agreement.heading", { student: labels?.student ?? "", organisation: labels?.organisation ?? "" })}</h1>
        <p class="row s q">
          <StateTag agreement={agreement} />
          <span>{labels?.programme} · {variantText(words, agreement.variant, agreement.funding)}</span>
        </p>
        {version.startDate && version.endDate && (
          <p class="s q">{t("agreement.period", { from: dates.day(version.startDate), to: dates.day(version.endDate), hours: version.weeklyHours })}</p>
        )}
        {agreement.frameworkAgreement !== "" && <p class="s q">{t("agreement.framework", { organisation: labels?.organisation ?? "" })}</p>}
      </div>
      <div class="tri sig"><Figure fill={fillOf(version)} me={side} /></div>
    </div>
  );
}

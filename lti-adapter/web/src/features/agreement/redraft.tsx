// A refused or withdrawn agreement is over; the placement still needs one, so a new one can be drafted from here.
import { create } from "@bufbuild/protobuf";
import { useQueryClient } from "@tanstack/react-query";
import { AgreementSchema } from "../../gen/driehoek/v1/agreement_pb";
import { useAct, useClient } from "../../shared/api/hooks";
import { institutionOf } from "../../shared/api/session";
import { navigate } from "../../shared/frame/router";
import { useWords } from "../../shared/i18n/context";
import { Trouble } from "../../shared/ui/faces";
import { Message } from "../../shared/ui/status";
import { isDead, newest } from "../../triangle/agreement";
import { AgreementService } from "../../gen/driehoek/v1/agreement_service_pb";
import { AgreementVersion_State as State, type Agreement } from "../../triangle/contract";
import { agreementHref, keep } from "../../triangle/queries";

export function Redraft({ agreement }: { agreement: Agreement }) {
  const { t } = useWords();
  const client = useClient(AgreementService);
  const cache = useQueryClient();
  const act = useAct(
    (_: undefined, requestId) => client.createAgreement({
      parent: `institutions/${institutionOf(agreement.name)}`,
      agreement: create(AgreementSchema, { placement: agreement.placement, languageCode: agreement.languageCode, frameworkAgreement: agreement.frameworkAgreement }),
      requestId,
    }),
    (answer) => {
      keep(cache, answer);
      navigate(agreementHref(answer.name));
    },
  );
  if (!isDead(agreement)) return null;
  const ending = newest(agreement)?.ending;
  return (
    <>
      {ending && (
        <Message tone={agreement.state === State.DECLINED ? "stop" : "note"}>
          <p>{t(agreement.state === State.DECLINED ? "ending.declined" : "ending.withdrawn", { name: ending.displayName })}</p>
          <p>“{ending.reason}”</p>
        </Message>
      )}
      <button type="button" class="btn full" disabled={act.busy} onClick={() => act.run(undefined)}>{t("act.redraft")}</button>
      <Trouble error={act.error} />
    </>
  );
}

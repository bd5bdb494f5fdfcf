// Personnel or management may want to sign for the floor. Nothing here keeps them from asking: the server refuses, says
// who was asked instead, and puts the attempt in the timeline for all to see (R19).
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "preact/hooks";
import { problemOf } from "../../shared/api/errors";
import { useAct, useClient } from "../../shared/api/hooks";
import { useWords } from "../../shared/i18n/context";
import { Trouble } from "../../shared/ui/faces";
import { Icon, Message } from "../../shared/ui/status";
import { partyName } from "../../triangle/agreement";
import { AgreementService } from "../../gen/driehoek/v1/agreement_service_pb";
import { PartyRole, type AgreementVersion } from "../../triangle/contract";

export function OtherSigner({ version }: { version: AgreementVersion }) {
  const { t } = useWords();
  const client = useClient(AgreementService);
  const cache = useQueryClient();
  const act = useAct((_: undefined, requestId) => client.requestSigningCode({ name: version.name, requestId }));
  const refused = act.error !== null && problemOf(act.error).reason === "WRONG_SIGNER";
  useEffect(() => {
    if (refused) void cache.invalidateQueries({ queryKey: ["events"] });
  }, [refused]);
  return (
    <>
      <button type="button" class="btn two full" disabled={act.busy} onClick={() => act.run(undefined)}><Icon name="pen" /> {t("act.sign")}</button>
      {refused
        ? <Message tone="stop" alert><p>{t("no.wrong_signer", { signer: partyName(version, PartyRole.WORKPLACE) })}</p></Message>
        : <Trouble error={act.error} />}
    </>
  );
}

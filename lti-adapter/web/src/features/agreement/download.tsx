// The sealed PDF, asked for when it is wanted and given to the browser as a file.
import { useAct, useClient } from "../../shared/api/hooks";
import { saveFile } from "../../shared/frame/save_file";
import { useWords } from "../../shared/i18n/context";
import { Trouble } from "../../shared/ui/faces";
import { Icon } from "../../shared/ui/status";
import { AgreementService } from "../../gen/driehoek/v1/agreement_service_pb";
import { type AgreementVersion } from "../../triangle/contract";

export function Download({ version, small }: { version: AgreementVersion | undefined; small?: boolean }) {
  const { t } = useWords();
  const client = useClient(AgreementService);
  const act = useAct(
    (name: string) => client.downloadAgreement({ name }),
    (answer) => saveFile([new Uint8Array(answer.pdf)], answer.fileName, "application/pdf"),
  );
  if (version === undefined) return null;
  return (
    <>
      <button type="button" class={small ? "btn flat sm" : "btn two full"} disabled={act.busy} onClick={() => act.run(version.name)}><Icon name="doc" /> {t("act.pdf", { n: version.number })}</button>
      <Trouble error={act.error} />
    </>
  );
}

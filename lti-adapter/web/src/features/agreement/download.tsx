// The sealed PDF, asked for when it is wanted and given to the browser as a file.
import { useAct, useClient } from "../../shared/api/hooks";
import { useWords } from "../../shared/i18n/context";
import { Trouble } from "../../shared/ui/faces";
import { Icon } from "../../shared/ui/status";
import { AgreementService, type AgreementVersion } from "../../triangle/contract";

export function saveFile(bytes: Uint8Array<ArrayBuffer>, name: string, type: string): void {
  const address = URL.createObjectURL(new Blob([bytes], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

export function Download({ version, small }: { version: AgreementVersion | undefined; small?: boolean }) {
  const { t } = useWords();
  const client = useClient(AgreementService);
  const act = useAct(
    (name: string) => client.downloadAgreement({ name }),
    (answer) => saveFile(new Uint8Array(answer.pdf), answer.fileName, "application/pdf"),
  );
  if (version === undefined) return null;
  return (
    <>
      <button type="button" class={small ? "btn flat sm" : "btn two full"} disabled={act.busy} onClick={() => act.run(version.name)}><Icon name="doc" /> {t("act.pdf", { n: version.number })}</button>
      <Trouble error={act.error} />
    </>
  );
}

// A supervisor of two schools is a person in each. Once a code proved the address, this page joins them; no school learns
// of the other. The form is loaded when it is asked for.
import { useState } from "preact/hooks";
import { later } from "../../shared/frame/later";
import { useWords } from "../../shared/i18n/context";

const ProveForm = later(() => import("./prove_form").then((part) => part.ProveForm));

export function ProveAddress() {
  const { t } = useWords();
  const [face, setFace] = useState<"closed" | "open" | "done">("closed");
  if (face === "done") return null;
  if (face === "open") return <ProveForm onDone={() => setFace("done")} />;
  return <p class="s"><button type="button" class="link" onClick={() => setFace("open")}>{t("prove.link")}</button></p>;
}

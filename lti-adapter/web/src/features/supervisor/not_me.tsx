// "This is not me": ends the link and its sessions at once. The dialog is loaded when it is asked for.
import { useState } from "preact/hooks";
import { later } from "../../shared/frame/later";
import { useWords } from "../../shared/i18n/context";

const NotMeDialog = later(() => import("./not_me_dialog").then((part) => part.NotMeDialog));

export function NotMe({ name, onGone }: { name: string; onGone: () => void }) {
  const { t } = useWords();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <button type="button" class="link" onClick={() => setAsking(true)}>{t("notme.link")}</button>
      {asking && <NotMeDialog name={name} onGone={onGone} onClose={() => setAsking(false)} />}
    </>
  );
}

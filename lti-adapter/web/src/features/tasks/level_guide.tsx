// What an assignment of an associate degree is, between mbo-4 and bachelor.
import { useWords } from "../../shared/i18n/context";
import { Icon } from "../../shared/ui/status";

const levels = [["level.mbo", "level.mbo_text"], ["level.ad", "level.ad_text"], ["level.ba", "level.ba_text"]] as const;

export function LevelGuide() {
  const { t } = useWords();
  return (
    <details class="tkguide">
      <summary>{t("level.title")} <Icon name="down" /></summary>
      <div class="tkthree">{levels.map(([name, text]) => <div key={name}><h3>{t(name)}</h3><p class="s">{t(text)}</p></div>)}</div>
    </details>
  );
}

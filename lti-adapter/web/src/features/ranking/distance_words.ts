// A distance as people say it.
import type { Words } from "../../shared/i18n/context";

export function kmText({ t }: Words, km: number): string {
  return km < 1 ? t("km.here") : t("km.away", { n: km });
}

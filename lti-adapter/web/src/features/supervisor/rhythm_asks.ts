// What pulses and hours ask of a supervisor, as things to do on the page itself.
import type { Words } from "../../shared/i18n/context";
import { compareDays } from "../../shared/i18n/dates";
import type { Ask } from "../../triangle/asks_read";
import type { Placement } from "../../triangle/contract";
import type { DuePulse, WrittenHours } from "../../triangle/rhythm";

export function rhythmAsks({ t, lang }: Words, placements: readonly Placement[], pulses: readonly DuePulse[], hours: readonly WrittenHours[]): Ask[] {
  const names = (of: readonly { readonly placement: string }[]) => {
    const wanted = new Set(of.map(({ placement }) => placement));
    return new Intl.ListFormat(lang).format(placements.filter(({ name }) => wanted.has(name)).map(({ labels }) => labels?.student ?? ""));
  };
  const open = pulses.filter(({ answer }) => answer === undefined);
  return [
    ...(hours.length === 0 ? [] : [{ href: "#/?to=hours", title: t("turn.hours"), about: names(hours), due: undefined, minutes: 1 }]),
    // Twenty seconds each.
    ...(open.length === 0 ? [] : [{ href: "#/?to=pulse", title: t("turn.pulse"), about: names(open), due: open.map(({ until }) => until).sort(compareDays)[0], minutes: Math.ceil(open.length / 3) }]),
  ];
}

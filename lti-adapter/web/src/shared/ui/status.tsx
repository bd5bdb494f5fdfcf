// Icon, word and colour together: never colour alone.
import type { ComponentChildren } from "preact";

export type Tone = "ok" | "warn" | "stop" | "wait" | "note";
export type IconName = Tone | "go" | "down" | "out" | "pen" | "doc" | "phone" | "more" | "lock" | "cloud";

export function Icon({ name }: { name: IconName }) {
  return <i class={`i i-${name}`} aria-hidden="true" />;
}

export function Status({ tone, tag, children }: { tone: Tone; tag?: boolean; children: ComponentChildren }) {
  return (
    <span class={`st ${tag === false ? "" : "tag "}${tone}`}>
      <Icon name={tone} />
      <span>{children}</span>
    </span>
  );
}

/** A fact or error in place. `alert` only for what answers an act of the user. */
export function Message({ tone, alert, children }: { tone: Tone; alert?: boolean; children: ComponentChildren }) {
  return (
    <div class={`msg ${tone}`} role={alert ? "alert" : undefined}>
      <Icon name={tone} />
      <div class="stack tight">{children}</div>
    </div>
  );
}

export function Avatar({ name }: { name: string }) {
  const words = name.trim().split(/\s+/);
  const initials = (words[0]?.[0] ?? "") + (words.length > 1 ? (words[words.length - 1]?.[0] ?? "") : "");
  return <span class="avatar" aria-hidden="true">{initials.toUpperCase()}</span>;
}

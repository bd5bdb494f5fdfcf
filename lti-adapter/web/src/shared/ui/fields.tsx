// Fields with their label, hint and error tied together.
import type { ComponentChildren } from "preact";
import { useId } from "./use_id";
import "./choices.css";

interface Common {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly required?: boolean;
}

interface TextProps extends Common {
  readonly type?: "text" | "email" | "date" | "number" | "tel" | "time" | "url";
  readonly maxLength?: number;
  readonly min?: string;
  readonly max?: string;
  readonly autocomplete?: string;
}

function Around({ id, label, hint, error, children }: { id: string; label: string; hint?: string | undefined; error?: string | undefined; children: ComponentChildren }) {
  return (
    <div class="field">
      <label for={id}>{label} {hint && <span class="hint" id={`${id}-h`}>{hint}</span>}</label>
      {children}
      {error && <p class="st stop" id={`${id}-e`}><i class="i i-stop" aria-hidden="true" /><span>{error}</span></p>}
    </div>
  );
}

function described(id: string, hint: unknown, error: unknown): string | undefined {
  const ids = [hint ? `${id}-h` : "", error ? `${id}-e` : ""].filter((part) => part !== "");
  return ids.length > 0 ? ids.join(" ") : undefined;
}

export function TextField({ label, hint, error, value, onValue, type, required, maxLength, min, max, autocomplete }: TextProps) {
  const id = useId();
  return (
    <Around id={id} label={label} hint={hint} error={error}>
      <input
        id={id} type={type ?? "text"} value={value} required={required ?? false} maxLength={maxLength} min={min} max={max}
        autocomplete={autocomplete ?? "off"} aria-describedby={described(id, hint, error)} aria-invalid={error ? true : undefined}
        onInput={(event) => onValue(event.currentTarget.value)}
      />
    </Around>
  );
}

export function TextArea({ label, hint, error, value, onValue, required, maxLength }: Common & { maxLength?: number }) {
  const id = useId();
  return (
    <Around id={id} label={label} hint={hint} error={error}>
      <textarea
        id={id} value={value} required={required ?? false} maxLength={maxLength}
        aria-describedby={described(id, hint, error)} aria-invalid={error ? true : undefined}
        onInput={(event) => onValue(event.currentTarget.value)}
      />
    </Around>
  );
}

export interface Option {
  readonly value: string;
  readonly label: string;
}

export function Choice({ label, hint, error, value, onValue, required, options, empty }: Common & { options: readonly Option[]; empty?: string }) {
  const id = useId();
  return (
    <Around id={id} label={label} hint={hint} error={error}>
      <select id={id} value={value} required={required ?? false} aria-describedby={described(id, hint, error)} onChange={(event) => onValue(event.currentTarget.value)}>
        {empty !== undefined && <option value="">{empty}</option>}
        {options.map((option) => <option key={option.value} value={option.value}>{option.label}</option>)}
      </select>
    </Around>
  );
}

/** Six digits from a mail. Pasteable, and filled in by phones that can. */
export function CodeField({ label, hint, value, onValue, invalid }: { label: string; hint: string; value: string; onValue: (value: string) => void; invalid: boolean }) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label} <span class="hint" id={`${id}-h`}>{hint}</span></label>
      <input
        id={id} class="code" inputMode="numeric" autocomplete="one-time-code" maxLength={9} value={value}
        aria-describedby={`${id}-h`} aria-invalid={invalid ? true : undefined}
        onInput={(event) => onValue(event.currentTarget.value.replace(/[^\d ]/g, ""))}
      />
    </div>
  );
}

/** Chips that choose one of a few; the count is announced by the list they filter. */
export function Chips({ label, value, onValue, options }: { label: string; value: string; onValue: (value: string) => void; options: readonly Option[] }) {
  return (
    <div class="chips" role="group" aria-label={label}>
      {options.map((option) => (
        <button key={option.value} type="button" class="chip" aria-pressed={option.value === value} onClick={() => onValue(option.value)}>{option.label.charAt(0).toUpperCase() + option.label.slice(1)}</button>
      ))}
    </div>
  );
}

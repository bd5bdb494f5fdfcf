// A few answers side by side, of which one is chosen: large enough for a thumb.
import "../shared/ui/choices.css";

interface Props {
  readonly label: string;
  readonly hint?: string;
  readonly name: string;
  readonly value: number;
  readonly onValue: (value: number) => void;
  readonly options: readonly { readonly value: number; readonly label: string }[];
  readonly required?: boolean;
}

export function Steps({ label, hint, name, value, onValue, options, required }: Props) {
  return (
    <fieldset class="steps5">
      <legend class="lab">{label} {hint && <span class="hint">{hint}</span>}</legend>
      <div class="seg">
        {options.map((option) => (
          <label key={option.value}><input type="radio" name={name} required={required ?? false} checked={option.value === value} onChange={() => onValue(option.value)} />{option.label}</label>
        ))}
      </div>
    </fieldset>
  );
}

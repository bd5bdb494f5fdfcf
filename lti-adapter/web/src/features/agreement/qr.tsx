// A QR code as one SVG path, drawn here so that the secret in it goes nowhere else. The encoder loads when it is wanted.
import { useEffect, useState } from "preact/hooks";
import { Loading } from "../../shared/ui/faces";

function pathOf(modules: readonly (readonly boolean[])[]): string {
  return modules.map((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : "")).join("")).join("");
}

export function QrCode({ text, label }: { text: string; label: string }) {
  const [modules, setModules] = useState<boolean[][]>();
  useEffect(() => {
    let current = true;
    void import("uqr").then(({ encode }) => {
      if (current) setModules(encode(text, { ecc: "M", border: 4 }).data);
    });
    return () => {
      current = false;
    };
  }, [text]);
  if (modules === undefined) return <Loading />;
  return (
    <svg class="qr" role="img" aria-label={label} viewBox={`0 0 ${modules.length} ${modules.length}`} shape-rendering="crispEdges">
      <rect width={modules.length} height={modules.length} fill="#fff" />
      <path d={pathOf(modules)} fill="#000" />
    </svg>
  );
}

// Address of a workplace scan.
export function scanHref(name: string): string {
  const [, institution, , id] = name.split("/");
  return `#/scan/${institution ?? ""}/${id ?? ""}`;
}

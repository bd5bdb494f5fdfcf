// The address of a round; the role decides which screen it opens.
export function roundHref(name: string): string {
  const [, institution, , id] = name.split("/");
  return `#/round/${institution ?? ""}/${id ?? ""}`;
}

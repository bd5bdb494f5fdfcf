// Addresses of the places of the office.
export function placeHref(name: string): string {
  const [, institution, , id] = name.split("/");
  return `#/place/${institution ?? ""}/${id ?? ""}`;
}

export function organisationHref(name: string): string {
  const [, institution, , id] = name.split("/");
  return `#/organisation/${institution ?? ""}/${id ?? ""}`;
}

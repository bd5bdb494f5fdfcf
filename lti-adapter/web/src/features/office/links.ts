// Addresses of the places of the office.
export function placeHref(name: string): string {
  const [, institution, , id] = name.split("/");
  return `#/place/${institution ?? ""}/${id ?? ""}`;
}

export function organisationHref(name: string): string {
  const [, institution, , id] = name.split("/");
  return `#/organisation/${institution ?? ""}/${id ?? ""}`;
}

/** The roles of an organisation at the level of an associate degree. */
export function jobsHref(organisation: string): string {
  return organisationHref(organisation).replace("#/organisation/", "#/jobs/");
}

/** Conflicts of interest of one student, or with one organisation. */
export function conflictsHref(about: { readonly student: string } | { readonly organisation: string }): string {
  const [key, name] = Object.entries(about)[0] ?? ["", ""];
  return `#/conflicts?${key}=${name.split("/").pop() ?? ""}`;
}

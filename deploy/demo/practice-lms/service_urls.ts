// Addresses of the services, in the shape Moodle gives them: the tool's number is in the query.

const services = (origin: string, course: string) =>
  `${origin}/services/${encodeURIComponent(course)}`;

export const lineItemsUrl = (origin: string, course: string, tool: number) =>
  `${services(origin, course)}/lineitems?type_id=${tool}`;

export const lineItemUrl = (origin: string, item: { course: string; id: number; tool: number }) =>
  `${services(origin, item.course)}/lineitems/${item.id}/lineitem?type_id=${item.tool}`;

export const resultUrl = (
  origin: string,
  item: { course: string; id: number; tool: number },
  user: string,
) =>
  `${services(origin, item.course)}/lineitems/${item.id}/lineitem/results/${encodeURIComponent(user)}?type_id=${item.tool}`;

export const rosterUrl = (origin: string, course: string, tool: number) =>
  `${services(origin, course)}/members?type_id=${tool}`;

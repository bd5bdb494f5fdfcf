// All pages of a list. A list on screen is bounded by the reach of its reader; 20 pages of 500 is more than any has.
interface Page {
  readonly nextPageToken: string;
}

export async function allPages<P extends Page, T>(load: (pageToken: string) => Promise<P>, items: (page: P) => readonly T[]): Promise<T[]> {
  const all: T[] = [];
  let pageToken = "";
  for (let page = 0; page < 20; page += 1) {
    const answer = await load(pageToken);
    all.push(...items(answer));
    pageToken = answer.nextPageToken;
    if (pageToken === "") break;
  }
  return all;
}

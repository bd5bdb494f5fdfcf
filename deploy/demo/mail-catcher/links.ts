// Web addresses in a mail: from the text, and from href attributes of the HTML part.

const inText = /\bhttps?:\/\/[^\s<>"'\u0000-\u001f]+/g;
const inHtml = /\bhref\s*=\s*(?:"([^"]*)"|'([^']*)')/gi;

/** Without the punctuation of the sentence around it. */
function trimmed(url: string): string {
  let text = url.replace(/[.,;:!?]+$/, "");
  while (text.endsWith(")") && text.split("(").length < text.split(")").length)
    text = text.slice(0, -1);
  return text;
}

const decoded = (attribute: string) =>
  attribute.replace(
    /&(amp|quot|lt|gt|#39|#x27);/g,
    (_, name: string) => ({ amp: "&", quot: '"', lt: "<", gt: ">" })[name] ?? "'",
  );

/** The pieces of a text: words and addresses in turn, so that a page can make links of the latter. */
export function piecesOf(text: string): { text: string; link: boolean }[] {
  const pieces: { text: string; link: boolean }[] = [];
  let at = 0;
  for (const match of text.matchAll(inText)) {
    const url = trimmed(match[0]);
    if (match.index > at) pieces.push({ text: text.slice(at, match.index), link: false });
    pieces.push({ text: url, link: true });
    at = match.index + url.length;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), link: false });
  return pieces;
}

/** All addresses once, in order of appearance, those of the text first. */
export function linksIn(text: string, html: string): string[] {
  const found = piecesOf(text)
    .filter((p) => p.link)
    .map((p) => p.text);
  for (const match of html.matchAll(inHtml)) {
    const url = decoded(match[1] ?? match[2] ?? "");
    if (/^https?:\/\//i.test(url)) found.push(url);
  }
  return [...new Set(found)];
}

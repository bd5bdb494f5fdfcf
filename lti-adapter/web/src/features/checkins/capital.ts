/** A sentence begins with a capital, also when it begins with a word from a table. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Takes a snippet apart: hits stand between U+0002 and U+0003. Lone marks are left out. */
export function markedParts(snippet: string): { text: string; hit: boolean }[] {
  const parts: { text: string; hit: boolean }[] = [];
  let hit = false;
  let text = '';
  const end = (next: boolean) => {
    if (text) parts.push({ text, hit });
    text = '';
    hit = next;
  };
  for (const letter of snippet) {
    if (letter === '\u0002') end(true);
    else if (letter === '\u0003') end(false);
    else text += letter;
  }
  end(false);
  return parts;
}

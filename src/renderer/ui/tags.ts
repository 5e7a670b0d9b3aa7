/** The tags with those of a typed text (comma between them) at the end; no empty ones, none twice. */
export function addTags(tags: readonly string[], text: string): string[] {
  const known = new Set(tags.map((tag) => tag.toLocaleLowerCase()));
  const added: string[] = [];
  for (const part of text.split(',')) {
    const tag = part.trim().replace(/\s+/g, ' ');
    if (!tag || known.has(tag.toLocaleLowerCase())) continue;
    known.add(tag.toLocaleLowerCase());
    added.push(tag);
  }
  return [...tags, ...added];
}

/**
 * Where an arrow key leads in a grid that is read row by row; the same place where it leads nowhere,
 * undefined for other keys.
 */
export function gridMove(
  key: string,
  place: { index: number; count: number; columns: number },
): number | undefined {
  const { index, count, columns } = place;
  const within = (next: number) => (next >= 0 && next < count ? next : index);
  switch (key) {
    case 'ArrowRight':
      return within(index + 1);
    case 'ArrowLeft':
      return within(index - 1);
    case 'ArrowDown':
      return within(index + columns);
    case 'ArrowUp':
      return within(index - columns);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}

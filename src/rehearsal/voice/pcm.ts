/** The samples one after the other. */
export function joinPcm(...pieces: readonly Int16Array[]): Int16Array<ArrayBuffer> {
  const result = new Int16Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    result.set(piece, at);
    at += piece.length;
  }
  return result;
}

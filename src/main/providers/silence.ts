/** A WebSocket was opened, and nothing came over it in time. */
export class Silence extends Error {
  constructor() {
    super('nothing came');
    this.name = 'Silence';
  }
}

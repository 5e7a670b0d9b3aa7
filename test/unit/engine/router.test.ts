import { describe, expect, it } from 'vitest';
import { Router } from '../../../src/main/engine/router.ts';

describe('a router', () => {
  it('hands messages to those who listen to their conversation', () => {
    const router = new Router<string>();
    const heard: string[] = [];
    router.subscribe('x', (message) => heard.push(`x ${message}`));
    router.subscribe('y', (message) => heard.push(`y ${message}`));
    router.emit('x', 'hello');
    router.emit('z', 'nobody');
    router.broadcast((id) => `all ${id}`);
    expect(heard).toEqual(['x hello', 'x all x', 'y all y']);
  });

  it('lets a listener leave while it is called', () => {
    const router = new Router<string>();
    const heard: string[] = [];
    const leave = router.subscribe('x', (message) => {
      heard.push(message);
      leave();
    });
    router.emit('x', 'one');
    router.emit('x', 'two');
    expect(heard).toEqual(['one']);
  });
});

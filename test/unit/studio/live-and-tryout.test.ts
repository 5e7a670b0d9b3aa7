import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TryText } from '../../../src/contract/document-api.ts';
import { persona } from '../conversations/samples.ts';
import { Arrangement } from './arrange.ts';

const refusal = (code: string) => ({ data: { code } });

describe('the calls about what runs', () => {
  let arranged: Arrangement;
  beforeEach(async () => {
    arranged = await Arrangement.make();
  });
  afterEach(() => arranged.remove());

  it('show a run from its start, give a ticket once there is a room, and let it finish', async () => {
    const { studio, engine } = arranged;
    const { id } = await studio.startConversation({ scenario: 'late-parcel' });
    expect(await studio.getLive(id)).toMatchObject({
      title: 'Late parcel',
      status: 'preparing',
      config: { personas: { a: { name: 'Ann' } } },
    });
    await expect(studio.getMonitorTicket(id)).rejects.toMatchObject(refusal('conflict'));
    await engine.clock.advance(0);
    expect((await studio.getMonitorTicket(id)).identities).toEqual({ a: `${id}-a`, b: `${id}-b` });
    await studio.letFinish(id); // before the first word: it is stopped
    await engine.clock.advance(1000);
    expect(await studio.waitForConversation(id)).toMatchObject({ status: 'stopped' });
    expect((await studio.listLive())[0]).toMatchObject({ id, status: 'stopped' });
  });

  it('do not know what never ran', async () => {
    const { studio } = arranged;
    for (const call of [studio.getLive, studio.letFinish, studio.getMonitorTicket]) {
      await expect(call('nobody')).rejects.toMatchObject(refusal('not-found'));
      await expect(call('')).rejects.toMatchObject(refusal('invalid-input'));
    }
  });
});

describe('the calls that try a persona', () => {
  let arranged: Arrangement;
  beforeEach(async () => {
    arranged = await Arrangement.make();
  });
  afterEach(() => arranged.remove());

  it('preview the prompt of a persona that is not saved', async () => {
    const { instructions } = await arranged.studio.previewPrompt({
      persona: persona('new', 'Newt'),
      side: 'b',
      scenario: 'late-parcel',
    });
    expect(instructions).toContain('You are Newt, tester.');
    expect(instructions).toContain('on a phone call with Ann, tester.');
  });

  it('need no process for a list of voices', async () => {
    expect(await arranged.studio.listVoices('rehearsal')).toHaveLength(12);
    expect(arranged.engine.starts).toEqual([]);
  });

  it('refuse what is not valid, and providers that are not set up', async () => {
    const { studio } = arranged;
    const invalid = refusal('invalid-input');
    await expect(studio.listVoices('nobody' as 'openai')).rejects.toMatchObject(invalid);
    await expect(studio.previewVoice({ voice: '' })).rejects.toMatchObject(invalid);
    const request: TryText = {
      persona: persona('ann', 'Ann'),
      side: 'a',
      provider: 'openai',
      messages: [],
    };
    await expect(studio.tryText(request)).rejects.toMatchObject(refusal('provider-unauthorized'));
    await expect(
      studio.previewVoice({ provider: 'openai-compatible', voice: 'x' }),
    ).rejects.toMatchObject(refusal('provider-unreachable'));
    const bad = { ...request, messages: [{ from: 'me', text: '' }] } as unknown as TryText;
    await expect(studio.tryText(bad)).rejects.toMatchObject(invalid);
  });
});

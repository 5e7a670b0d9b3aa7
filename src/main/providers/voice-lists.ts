import type { OpenAI } from 'openai';
import type { Voice } from '../../contract/document-api.ts';
import type { ListedModel } from './model-names.ts';

/** Where servers tell their voices: Kokoro-FastAPI and speaches; older versions of speaches. */
const PATHS = ['/audio/voices', '/audio/speech/voices'];

/** The voices of a server; empty: it doesn't tell. Never rejects. */
export async function askVoices(client: OpenAI, signal: AbortSignal): Promise<Voice[]> {
  for (const path of PATHS) {
    const answer: unknown = await client.get(path, { signal }).catch(() => undefined);
    const voices = voicesIn({ voices: listIn(answer) });
    if (voices.length > 0) return voices;
  }
  return [];
}

function listIn(answer: unknown): unknown {
  if (Array.isArray(answer)) return answer;
  if (typeof answer !== 'object' || answer === null) return undefined;
  return 'voices' in answer ? answer.voices : 'data' in answer ? answer.data : undefined;
}

/** Names, or objects with an id or a name and sometimes a language; speaches has them with its models. */
export function voicesIn({ voices }: Pick<ListedModel, 'voices'>): Voice[] {
  if (!Array.isArray(voices)) return [];
  const found = voices.flatMap((voice: unknown): Voice[] => {
    if (typeof voice === 'string')
      return voice === '' ? [] : [{ id: voice, label: voice, description: '' }];
    if (typeof voice !== 'object' || voice === null) return [];
    const { id, voice_id: other, name, language } = voice as Record<string, unknown>;
    const named = [id, other, name].find((value) => typeof value === 'string' && value !== '');
    if (typeof named !== 'string') return [];
    const label = typeof name === 'string' ? name : named;
    return [{ id: named, label, description: typeof language === 'string' ? language : '' }];
  });
  return [...new Map(found.map((voice) => [voice.id, voice])).values()];
}

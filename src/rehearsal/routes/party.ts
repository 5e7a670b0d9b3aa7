import type { Context } from 'hono';
import { REHEARSAL_CONVERSATION_HEADER, REHEARSAL_SIDE_HEADER } from '../../contract/provider.ts';
import { sideSchema } from '../../contract/side.ts';
import type { Party } from '../ear/memory.ts';

/** Who makes the request, as its headers say. */
export function partyOf(context: Context): Party {
  const side = sideSchema.safeParse(context.req.header(REHEARSAL_SIDE_HEADER));
  return {
    conversationId: context.req.header(REHEARSAL_CONVERSATION_HEADER),
    side: side.success ? side.data : undefined,
  };
}

import { zodResolver } from '@hookform/resolvers/zod';
import type { FieldValues, Resolver } from 'react-hook-form';
import type { z } from 'zod';
import { plainMessage } from './plain-messages.ts';

/**
 * Checks a form by a schema of the contract, in plain words. A form always holds a whole document, so
 * what goes in has the same shape as what comes out: the schema's defaults have nothing to fill in.
 */
export function plainResolver<T extends FieldValues>(schema: z.ZodType<T>): Resolver<T> {
  return zodResolver(schema as z.ZodType<T, T>, { error: plainMessage });
}

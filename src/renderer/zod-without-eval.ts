import { z } from 'zod';

// zod compiles its object parsers by `new Function` where that is allowed. The page's policy refuses it,
// and would report the attempt. To be imported before any schema is made.
z.config({ jitless: true });

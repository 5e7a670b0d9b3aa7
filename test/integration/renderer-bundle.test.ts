import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { parseSync } from 'vite';
import { beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/main/entries.ts';

/* What the studio's window loads before it shows anything: the built index.html with its scripts. */

const LIMIT = 300_000;
const out = path.join(packageRoot(), 'out/renderer');

/** Paths of the module scripts that the page names itself, relative to `out`. */
function entries(): string[] {
  const html = readFileSync(path.join(out, 'index.html'), 'utf8');
  const tags = html.match(/<(?:script|link)\b[^>]*>/gu) ?? [];
  return tags.flatMap((tag) => {
    if (!/type="module"|rel="modulepreload"/u.test(tag)) return [];
    const address = /(?:src|href)="([^"]+)"/u.exec(tag)?.[1];
    return address === undefined ? [] : [path.posix.relative('/', address)];
  });
}

/** What a script imports before it runs. */
function staticImports(script: string): string[] {
  const { program } = parseSync(script, readFileSync(path.join(out, script), 'utf8'));
  return program.body.flatMap((node) => {
    if (!('source' in node) || node.source === null) return [];
    return [path.posix.join(path.posix.dirname(script), node.source.value)];
  });
}

function withImports(scripts: readonly string[]): string[] {
  const found = new Set(scripts);
  // A set that grows while one walks through it is walked to its new end.
  for (const script of found) for (const needed of staticImports(script)) found.add(needed);
  return [...found];
}

/** Packages whose code went into the scripts. */
function packagesIn(scripts: readonly string[]): string[] {
  const maps = scripts.map((script) => path.join(out, `${script}.map`)).filter(existsSync);
  const sources = maps.flatMap(
    (file) => (JSON.parse(readFileSync(file, 'utf8')) as { sources: string[] }).sources,
  );
  const names = sources.map((file) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/u.exec(file)?.[1]);
  return [...new Set(names.filter((name) => name !== undefined))];
}

describe('the window’s first scripts', () => {
  let first: string[];
  let later: string[];
  beforeAll(() => {
    first = withImports(entries());
    later = readdirSync(path.join(out, 'assets'))
      .filter((file) => file.endsWith('.js'))
      .map((file) => path.posix.join('assets', file))
      .filter((script) => !first.includes(script));
  });

  it(`have at most ${LIMIT / 1000} kB, packed`, () => {
    const bytes = first.map((script) => gzipSync(readFileSync(path.join(out, script))).length);
    const sum = bytes.reduce((one, other) => one + other, 0);
    expect(sum).toBeGreaterThan(50_000);
    expect(sum).toBeLessThanOrEqual(LIMIT);
  });

  it.each(['livekit-client', 'diff', 'react-hook-form', '@tanstack/virtual-core'])(
    'leave %s to the pages that need it',
    (name) => {
      expect(packagesIn(later)).toContain(name);
      expect(packagesIn(first)).not.toContain(name);
    },
  );
});

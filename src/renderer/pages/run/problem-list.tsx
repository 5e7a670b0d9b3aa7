import { CircleAlert, Info } from 'lucide-react';
import { Link } from 'wouter';
import type { RunProblem } from './run-problem.ts';

/** What stands against the run, said before it is pressed. */
export function ProblemList({ problems }: { problems: readonly RunProblem[] }) {
  return (
    <div role="status">
      {problems.length > 0 && (
        <ul aria-label="Before you run" className="grid gap-1">
          {problems.map(({ weight, text, link }) => (
            <li key={text} className="flex min-h-8 items-center gap-2">
              {weight === 'stop' ? (
                <CircleAlert aria-hidden className="size-4 shrink-0 text-bad" />
              ) : (
                <Info aria-hidden className="size-4 shrink-0 text-warn" />
              )}
              <span>
                {text}{' '}
                {link && (
                  <Link href={link.href} className="font-[550] underline underline-offset-2">
                    {link.label}
                  </Link>
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

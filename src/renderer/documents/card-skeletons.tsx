import { Skeleton } from '../ui/skeleton.tsx';

/** The places of cards that are on their way. */
export function CardSkeletons() {
  return (
    <div
      role="status"
      aria-label="Loading"
      className="grid grid-cols-[repeat(auto-fill,minmax(17.5rem,1fr))] gap-3"
    >
      {Array.from({ length: 6 }, (_, index) => (
        <div
          key={index}
          className="grid min-h-44 content-start gap-3 rounded-card border border-line bg-panel p-4"
        >
          <Skeleton className="size-8.5 rounded-full" />
          <Skeleton className="h-4 w-2/3" />
          <Skeleton className="h-4" />
        </div>
      ))}
    </div>
  );
}

import { QueryClientProvider } from '@tanstack/react-query';
import { queryClient } from './api/query-client.ts';
import { ErrorBoundary } from './shell/error-boundary.tsx';
import { Shell } from './shell/shell.tsx';
import { TooltipProvider } from './ui/tooltip.tsx';

/** The studio in a window or a browser tab. */
export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <TooltipProvider>
        <ErrorBoundary resetKey="studio">
          <Shell />
        </ErrorBoundary>
      </TooltipProvider>
    </QueryClientProvider>
  );
}

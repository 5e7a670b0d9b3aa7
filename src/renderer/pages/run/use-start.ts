import { useMutation } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import type { StartConversation } from '../../../contract/studio-api.ts';
import { studio } from '../../api/client.ts';

/** Starts a run and goes to it at once. */
export function useStart() {
  const [, navigate] = useLocation();
  return useMutation({
    mutationFn: (request: StartConversation) => studio.startConversation(request),
    onSuccess: ({ id }) => navigate(`/live/${encodeURIComponent(id)}`),
  });
}

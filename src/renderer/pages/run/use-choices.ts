import { useCallback, useEffect, useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { choicesOfQuery, parseRunChoices, type RunChoices } from './choices.ts';

const KEY = 'duologue.run';

function stored(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    // Storage that the browser refuses: the choices hold until the page is closed.
    return null;
  }
}

function store(choices: RunChoices): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(choices));
  } catch {
    // As above.
  }
}

/** The choices for the next run, kept in this browser; what the address asks for comes first. */
export function useRunChoices(): [RunChoices, (next: RunChoices) => void] {
  const query = useSearch();
  const [, navigate] = useLocation();
  const [choices, setChoices] = useState(() => choicesOfQuery(query) ?? parseRunChoices(stored()));
  const choose = useCallback((next: RunChoices) => {
    store(next);
    setChoices(next);
  }, []);
  useEffect(() => {
    const asked = choicesOfQuery(query);
    if (!asked) return;
    choose(asked);
    // Taken over: a reload shows what was chosen since.
    navigate('/', { replace: true });
  }, [query, choose, navigate]);
  return [choices, choose];
}

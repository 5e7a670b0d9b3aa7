import { useEffect, useState } from 'react';

/** Sliders and drags change a value sixty times a second, ms. */
const REST_MS = 150;

/** The value once it rests; equal by what it says, not by identity. */
export function useRested<T>(value: T): T {
  const [rested, setRested] = useState(value);
  const key = JSON.stringify(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), REST_MS);
    return () => clearTimeout(timer);
    // The key stands for the value.
  }, [key]);
  return rested;
}

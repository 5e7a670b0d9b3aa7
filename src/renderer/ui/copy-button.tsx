import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from './button.tsx';
import { toast } from './toast.ts';

export interface CopyButtonProps {
  label: string;
  /** What goes to the clipboard. */
  text: () => string | Promise<string>;
  variant?: 'secondary' | 'quiet';
}

/** Puts text on the clipboard and says so for two seconds, in the same width. */
export function CopyButton({ label, text, variant = 'quiet' }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    let words: string;
    try {
      words = await text();
    } catch (error) {
      toast.error(error);
      return;
    }
    try {
      await navigator.clipboard.writeText(words);
      setCopied(true);
    } catch {
      toast.error({
        code: 'internal',
        message: 'The clipboard is not to be had.',
        remedy: 'Select the text and copy it by hand.',
      });
    }
  };
  return (
    <Button
      size="sm"
      variant={variant}
      icon={copied ? <Check aria-hidden /> : <Copy aria-hidden />}
      onClick={() => void copy()}
    >
      {label}
      <span role="status" className="sr-only">
        {copied ? 'Copied' : ''}
      </span>
    </Button>
  );
}

import { toast as sonner } from 'sonner';
import { asErrorData } from './error-data.ts';

export interface ToastAction {
  label: string;
  run: () => void;
}

/** Short words about what just happened, in the corner. Hover or focus keeps them. */
export const toast = {
  /** It is done, and can be taken back for eight seconds. */
  undo(text: string, onUndo: () => void): void {
    sonner(text, { duration: 8000, action: { label: 'Undo', onClick: onUndo } });
  },
  /** Something failed: what, and what to do. Takes ErrorData or anything thrown. */
  error(error: unknown): void {
    const { message, remedy } = asErrorData(error);
    sonner.error(message, { description: remedy, duration: 12_000 });
  },
  /** Work that went on unseen has ended, with a way to what became of it. */
  ended(end: {
    title: string;
    about?: string | undefined;
    isGood: boolean;
    action: ToastAction;
  }): void {
    const { title, about, isGood, action } = end;
    (isGood ? sonner.success : sonner.warning)(title, {
      ...{ description: about, duration: 15_000 },
      action: { label: action.label, onClick: action.run },
    });
  },
  /** It worked, and nothing else on the page says so. */
  done(text: string): void {
    sonner.success(text, { duration: 4000 });
  },
};

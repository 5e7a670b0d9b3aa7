import { useId, useState, type SubmitEvent } from 'react';
import { useLocation } from 'wouter';
import { Button } from '../ui/button.tsx';
import { Combobox } from '../ui/combobox.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { Field } from '../ui/field.tsx';
import { Input } from '../ui/input.tsx';
import { pathOf, type Shelf, type StudioDocument } from './shelf.ts';
import { uniqueSlug } from './slug.ts';

/** Something to start a document from. */
export interface Template<T> {
  id: string;
  label: string;
  hint: string;
  /** A whole document under that id and name. */
  make(id: string, name: string): T;
}

interface NewDocumentDialogProps<T extends StudioDocument> {
  shelf: Shelf<T>;
  all: readonly T[];
  templates: readonly Template<T>[];
  nameLabel: string;
  namePlaceholder: string;
  onClose: () => void;
}

/** Asks for a name and what to start from, stores the new document and opens it. */
export function NewDocumentDialog<T extends StudioDocument>(props: NewDocumentDialogProps<T>) {
  const { shelf, all, onClose, nameLabel, namePlaceholder } = props;
  const { naming } = shelf;
  const [, navigate] = useLocation();
  const [name, setName] = useState('');
  const [from, setFrom] = useState(props.templates[0]?.id ?? '');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const formId = useId();
  const templates = [...props.templates, ...all.map((document) => likeExisting(shelf, document))];
  const id = uniqueSlug(name, all.map(naming.idOf), naming.fallbackId);
  const create = async (event: SubmitEvent) => {
    event.preventDefault();
    const template = templates.find((each) => each.id === from);
    if (!template || !name.trim()) return;
    setBusy(true);
    setError(undefined);
    try {
      await shelf.save(template.make(id, name.trim()));
      navigate(pathOf(shelf, id));
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`New ${shelf.noun}`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form={formId} busy={busy} disabled={!name.trim()}>
            Create
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={(event) => void create(event)} className="grid gap-4">
        <Field
          label={nameLabel}
          hint={name.trim() ? `Its id will be ${id}; it stays the same.` : ' '}
        >
          <Input
            autoFocus
            autoComplete="off"
            maxLength={naming.maxNameLength}
            placeholder={namePlaceholder}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </Field>
        <Field label="Start from" hint="Everything can be changed afterwards.">
          <Combobox
            label="Start from"
            value={from}
            onChange={setFrom}
            options={templates.map(({ id: value, label, hint }) => ({ value, label, hint }))}
            searchPlaceholder="Search"
          />
        </Field>
        {error !== undefined && <ErrorNote error={error} />}
      </form>
    </Dialog>
  );
}

function likeExisting<T extends StudioDocument>(shelf: Shelf<T>, document: T): Template<T> {
  const { naming } = shelf;
  return {
    id: `like ${document.id}`,
    label: `Like ${naming.nameOf(document)}`,
    hint: `A copy of this ${shelf.noun}`,
    make: (id, name) => naming.renamed(document, id, name),
  };
}

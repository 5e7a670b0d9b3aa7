import type { Upload } from '../api/upload.ts';

/** A file with its path in what was dropped: "export/late-parcel/conversation.json". */
export type FoundFile = Upload & { file: File };

/** The files of an input; of a folder with their paths in it. */
export function filesOfInput(list: FileList | null): FoundFile[] {
  return [...(list ?? [])].map((file) => ({ file, name: file.webkitRelativePath || file.name }));
}

/** All files that were dropped, those in folders too. To be called within the event: later nothing is there. */
export async function filesOfDrop(transfer: DataTransfer): Promise<FoundFile[]> {
  const dropped = [...transfer.items]
    .filter(({ kind }) => kind === 'file')
    .map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }));
  const found = await Promise.all(
    dropped.map(async ({ entry, file }) => {
      if (entry) return await filesBelow(entry);
      // What a program has put into the drag lies in no folder.
      return file ? [{ file, name: file.name }] : [];
    }),
  );
  return found.flat();
}

async function filesBelow(entry: FileSystemEntry): Promise<FoundFile[]> {
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) =>
      (entry as FileSystemFileEntry).file(resolve, reject),
    );
    return [{ file, name: entry.fullPath.replace(/^\//, '') }];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: FoundFile[] = [];
  // A reader gives its entries in portions; an empty one is the last.
  for (;;) {
    const portion = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (portion.length === 0) return found;
    for (const each of portion) found.push(...(await filesBelow(each)));
  }
}

import type { StepFile } from '../step.ts';

/** The files of one plan: two that differ never share a name, nor one that some file systems take for the same. */
export class PartFiles {
  private readonly folder: string;
  private readonly texts = new Map<string, string>();

  constructor(folder: string) {
    this.folder = folder;
  }

  /** The file with a text, named after what it is about. */
  file(about: string, text: string): StepFile {
    const name = about.replaceAll(/[^\w.-]+/g, '-');
    for (let number = 1; ; number++) {
      const tried = number === 1 ? name : `${name}-${number}`;
      const key = tried.toLowerCase();
      const there = this.texts.get(key);
      if (there !== undefined && there !== text) continue;
      this.texts.set(key, text);
      return { path: `${this.folder}/${tried}.yaml`, text };
    }
  }
}

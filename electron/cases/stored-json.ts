/** A small JSON file of this workstation's user, checked when read: what is damaged is as if it were not there. */
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import { replaceFile } from './replace-file.ts';

export class StoredJson<Schema extends v.GenericSchema> {
  private readonly file: string;
  private readonly schema: Schema;
  private readonly empty: v.InferOutput<Schema>;
  private now: Promise<v.InferOutput<Schema>> | undefined;
  private writing: Promise<unknown> = Promise.resolve();

  /** @param empty what holds while there is no file. */
  constructor(file: string, schema: Schema, empty: v.InferOutput<Schema>) {
    this.file = file;
    this.schema = schema;
    this.empty = empty;
  }

  read(): Promise<v.InferOutput<Schema>> {
    this.now ??= this.load();
    return this.now;
  }

  private async load(): Promise<v.InferOutput<Schema>> {
    try {
      const parsed = v.safeParse(this.schema, JSON.parse(await readFile(this.file, 'utf8')));
      return parsed.success ? parsed.output : this.empty;
    } catch {
      return this.empty;
    }
  }

  /** Changes what is stored; returns what holds then. Changes asked for at once follow one another. */
  change(to: (now: v.InferOutput<Schema>) => v.InferOutput<Schema>): Promise<v.InferOutput<Schema>> {
    const changed = this.writing.then(async () => {
      const next = to(await this.read());
      await mkdir(path.dirname(this.file), { recursive: true });
      await replaceFile(this.file, Buffer.from(`${JSON.stringify(next, null, 2)}\n`));
      this.now = Promise.resolve(next);
      return next;
    });
    this.writing = changed.catch(() => undefined);
    return changed;
  }
}

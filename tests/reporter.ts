/** Test reporter: names failures as they come and closes with one line, "N passed, N failed". */
import type { TestEvent } from 'node:test/reporters';
import { inspect } from 'node:util';

export default async function* report(source: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  let passed = 0;
  let failed = 0;
  let skipped = 0;
  for await (const event of source) {
    if (event.type === 'test:pass' || event.type === 'test:fail') {
      const { data } = event;
      if (data.details.type === 'suite') continue;
      if (data.skip !== undefined && data.skip !== false) {
        skipped++;
        yield `skipped  ${data.name}${typeof data.skip === 'string' ? ` (${data.skip})` : ''}\n`;
      } else if (event.type === 'test:pass') passed++;
      else {
        failed++;
        const error = event.data.details.error;
        yield `FAILED   ${data.file ?? ''}:${data.line ?? ''}  ${data.name}\n${inspect(error.cause ?? error)}\n\n`;
      }
    } else if (event.type === 'test:stderr' || event.type === 'test:stdout') yield event.data.message;
  }
  yield `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`;
}

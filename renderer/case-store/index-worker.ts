/** Builds the search structures of what is stored, beside the store worker. */
import { SegmentReader } from '../../shared/segment/index.ts';
import { GROUP_MESSAGES, GroupBuilder } from '../query/search/group-builder.ts';
import type { FromIndexer, ToIndexer } from './indexing.ts';

interface Building {
  source: number;
  builder: GroupBuilder;
}

const jobs = new Map<string, Building>();

let port: MessagePort;
const say = (message: FromIndexer, transfer: Transferable[] = []): void =>
  port.postMessage(message, transfer);

function hand(job: string, { source, builder }: Building): void {
  if (builder.messages === 0) return;
  const blocks = [...builder.finish()];
  const { messages } = builder;
  say(
    { type: 'group', job, source, messages, blocks },
    blocks.map(({ bytes }) => bytes.buffer),
  );
}

function work(message: ToIndexer): void {
  const { job } = message;
  const building = jobs.get(job);
  if (message.type === 'segment') {
    const segment = 'head' in message ? new SegmentReader(message.head, message.heaps) : null;
    const messages = 'head' in message ? segment!.count : message.messages;
    let current = building;
    // A group holds whole segments of one source.
    if (
      current &&
      (current.source !== message.source || current.builder.messages + messages > GROUP_MESSAGES)
    ) {
      hand(job, current);
      current = undefined;
    }
    current ??= { source: message.source, builder: new GroupBuilder() };
    jobs.set(job, current);
    if (segment) current.builder.add(segment);
    else current.builder.skip(messages);
    return;
  }
  jobs.delete(job);
  if (message.type === 'drop') return;
  if (building) hand(job, building);
  say({ type: 'ended', job });
}

function take({ data }: MessageEvent<ToIndexer>): void {
  try {
    work(data);
  } catch (cause) {
    jobs.delete(data.job);
    say({ type: 'failed', job: data.job, reason: cause instanceof Error ? cause.message : String(cause) });
  }
  if (data.type === 'segment') say({ type: 'taken' });
}

/** The first message is the port to the store worker. */
self.onmessage = ({ data }: MessageEvent<MessagePort>) => {
  port = data;
  port.onmessage = take;
};

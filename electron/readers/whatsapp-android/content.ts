/** What messages of the rarer sorts say, gathered from the tables beside them. */
import type { Location, Poll } from '../../../shared/model/index.ts';
import { type Cell, filled, integer, type Row, real } from '../../sqlite/cells.ts';
import { CELLS } from '../../sqlite/side-table.ts';
import { lines } from '../whatsapp/lines.ts';
import { placed } from '../whatsapp/place.ts';
import type { Raw } from '../whatsapp/raw.ts';
import { timeOf } from '../whatsapp/time.ts';
import type { Sides } from './sides.ts';

/** An amount as WhatsApp keeps it, in thousandths, with its currency. */
function amount(thousandths: Cell | undefined, currency: Cell | undefined): string | undefined {
  const value = integer(thousandths);
  if (value === undefined) return filled(currency);
  return [String(value / 1000), filled(currency)].filter((part) => part !== undefined).join(' ');
}

function note(raw: Raw, name: string, value: string | number | undefined): void {
  if (value !== undefined) raw[name] = value;
}

/** The location, when latitude and longitude are on the globe; what else is known of it goes to `raw`. */
export function locationOf(row: Row, raw: Raw): Location | undefined {
  const at = (column: number): Cell | undefined => row[CELLS + column];
  const place = placed(real(at(0)), real(at(1)), filled(at(2)), filled(at(3)), raw);
  note(raw, 'live_location_share_duration', positive(at(4)));
  const [lat, lon] = [real(at(5)), real(at(6))];
  if (lat !== undefined && lon !== undefined && (lat !== 0 || lon !== 0)) {
    note(raw, 'live_location_final_latitude', lat);
    note(raw, 'live_location_final_longitude', lon);
    note(raw, 'live_location_final_timestamp', timeOf(integer(at(7))));
  }
  return place;
}

function positive(cell: Cell | undefined): number | undefined {
  const value = integer(cell);
  return value !== undefined && value > 0 ? value : undefined;
}

export interface Content {
  text?: string | undefined;
  location?: Location | undefined;
  isPayment?: true;
}

/** Texts of products, orders, invitations, templates, lists, payments and events; `id` rises from call to call. */
export function rareContent({ tables: sides }: Sides, id: number, raw: Raw): Content {
  const content: Content = {};
  const say = (...parts: readonly (string | undefined)[]): void => {
    content.text ??= lines(...parts);
  };
  const order = sides.order.first(id);
  if (order) {
    const [title, message, items, currency, total] = order.slice(CELLS);
    say(filled(title), filled(message));
    note(raw, 'item_count', integer(items));
    note(raw, 'total', amount(total, currency));
  }
  const product = sides.product.first(id);
  if (product) {
    const [title, description, currency, price, url] = product.slice(CELLS);
    say(filled(title), filled(description));
    note(raw, 'price', amount(price, currency));
    note(raw, 'url', filled(url));
  }
  const invite = sides.invite.first(id);
  if (invite) {
    const [name, code, , expiration] = invite.slice(CELLS);
    say(filled(name));
    note(raw, 'invite_code', filled(code));
    note(raw, 'expiration', positive(expiration));
  }
  const template = sides.template.first(id);
  const buttons = sides.templateButtons.take(id);
  if (template || buttons.length > 0) {
    say(filled(template?.[CELLS]), filled(template?.[CELLS + 1]));
    const shown = buttons.map((button) => lines(filled(button[CELLS]), filled(button[CELLS + 1])));
    note(raw, 'buttons', lines(...shown));
  }
  const elements = sides.elements.take(id);
  if (elements.length > 0) {
    const shown = elements.map((element) => {
      const [description, footer, button, inner] = element.slice(CELLS).map(filled);
      return lines(description ?? inner, footer, button);
    });
    say(...shown);
  }
  const reply = sides.elementReply.first(id);
  if (reply) say(filled(reply[CELLS]) ?? filled(reply[CELLS + 1]));
  const invoice = sides.invoice.first(id);
  if (invoice) {
    content.isPayment = true;
    say(filled(invoice[CELLS + 1]));
    note(raw, 'amount', filled(invoice[CELLS]));
  }
  const payment = sides.payment.first(id);
  if (payment) {
    content.isPayment = true;
    note(raw, 'amount', filled(payment[CELLS]));
  }
  const transaction = sides.transaction.first(id);
  if (transaction) {
    const [value, currency, status] = transaction.slice(CELLS);
    content.isPayment = true;
    raw.amount ??= amount(value, currency) ?? null;
    note(raw, 'payment_status', integer(status));
  }
  if (sides.paymentInvite.first(id)) content.isPayment = true;
  const event = sides.event.first(id);
  if (event) {
    const [name, description, lat, lon, place, address, starts, ends, cancelled, link] = event.slice(CELLS);
    say(filled(name), filled(description));
    const placeName = filled(place);
    content.location = placed(real(lat), real(lon), placeName, filled(address), raw);
    if (!content.location) note(raw, 'location', lines(placeName, filled(address)));
    note(raw, 'start_time', timeOf(integer(starts)) ?? filled(starts));
    note(raw, 'end_time', timeOf(positive(ends)));
    note(raw, 'is_canceled', positive(cancelled));
    note(raw, 'join_link', filled(link));
  }
  const album = sides.album.first(id);
  if (album) {
    note(raw, 'album_images', integer(album[CELLS]));
    note(raw, 'album_videos', integer(album[CELLS + 1]));
  }
  return content;
}

/**
 * The poll's options with their votes: as WhatsApp counted them, else as its vote rows say. Who voted
 * for what goes to `raw`.
 * @param votes options by their row, for each voter.
 */
export function pollOf(
  question: string | undefined,
  options: readonly Row[],
  votes: readonly { readonly voter: string | undefined; readonly options: readonly number[] }[],
  raw: Raw,
): Poll | undefined {
  if (question === undefined && options.length === 0) return undefined;
  const texts = new Map(options.map((row) => [row[1] as number, filled(row[CELLS]) ?? '']));
  const counted = new Map<number, number>();
  for (const { voter, options: chosen } of votes) {
    for (const option of chosen) counted.set(option, (counted.get(option) ?? 0) + 1);
    if (voter === undefined) continue;
    const shown = chosen.map((option) => texts.get(option) ?? `option ${option}`);
    if (shown.length > 0) raw[`vote of ${voter}`] = shown.join('\n');
  }
  return {
    question: question ?? '',
    options: options.map((row) => {
      const total = integer(row[CELLS + 1]);
      const number = total !== undefined && total >= 0 ? total : counted.get(row[1] as number);
      return { text: filled(row[CELLS]) ?? '', ...(number === undefined ? {} : { votes: number }) };
    }),
  };
}

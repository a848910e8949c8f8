/** How a case stands towards its warrant, in words: the mark in the case bar, and what may be done. */
import type {
  Access,
  CaseBasis,
  OpenCase,
  WarrantState,
  WarrantStatus,
} from '../../../shared/contract/index.ts';
import { assertNever } from '../../../shared/model/index.ts';
import type { Zone } from '../../../shared/time/zone.ts';
import { momentText } from '../../ui/moment.ts';
import { counted } from '../../ui/numbers.ts';
import { zonedTime } from '../../ui/zoned-time.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

type Ground = Extract<CaseBasis, { kind: 'without-warrant' }>['ground'];

export const GROUND_WORDS: Readonly<Record<Ground, string>> = {
  consent: 'consent of the owner',
  'own-data': 'own data',
  other: 'another ground',
};

/** `12 days`, `1 day`, `5 hours`, `35 minutes`: whole units that are surely still there. */
export function leftText(ms: number): string {
  if (ms >= DAY) return counted(Math.floor(ms / DAY), 'day');
  if (ms >= HOUR) return counted(Math.floor(ms / HOUR), 'hour');
  if (ms >= MINUTE) return counted(Math.floor(ms / MINUTE), 'minute');
  return 'less than a minute';
}

/** ms until `leftText` of the time left says something else, at most a minute. */
export function leftChangesIn(ms: number): number {
  const unit = ms >= DAY ? DAY : ms >= HOUR ? HOUR : MINUTE;
  return Math.min(MINUTE, Math.max(1000, (ms % unit) + 1));
}

/** ms until what is said of a warrant's time may change. */
export function statusChangesIn({ notBefore, expiry, reviewUntil }: WarrantStatus, now: number): number {
  const ahead = [notBefore, expiry, reviewUntil].map((bound) => bound - now).filter((left) => left > 0);
  return ahead.length === 0 ? MINUTE : Math.min(...ahead.map(leftChangesIn));
}

const dayOf = (zone: Zone, ms: number): string => zonedTime(zone, ms).date;

/** `2024-05-01 00:00:00 +00:00`. */
export function fullMoment(zone: Zone, ms: number): string {
  const { date, clock, offset } = zonedTime(zone, ms);
  return `${date} ${clock} ${offset}`;
}

/** The revocation that ended the warrant, if any. */
export function revocationOf({ revocations, digest }: WarrantStatus) {
  return revocations.find(({ document }) => document.document === digest);
}

export interface BasisMark {
  /** `warrant` in force; `none` without one; `locked` read-only, or closed. */
  readonly icon: 'warrant' | 'none' | 'locked';
  readonly tone: 'quiet' | 'warning' | 'danger';
  readonly text: string;
  /** The whole of it, in a sentence or two. */
  readonly sentence: string;
}

/** Days left from which on the mark warns. */
const FEW = 7 * DAY;

/** What decides on what may be done with a case. */
export type Standing = Pick<OpenCase, 'basis' | 'access' | 'accessReason'>;

/** What a warrant's state lets a case do, where nothing else holds it back. */
export const ACCESS_OF: Readonly<Record<WarrantState, Access>> = {
  'not-yet': 'review',
  'in-force': 'full',
  review: 'review',
  ended: 'closed',
  revoked: 'closed',
};

/** A phrase as a sentence. */
function sentenceOf(phrase: string): string {
  return `${phrase.charAt(0).toUpperCase()}${phrase.slice(1)}${/[.!?]$/.test(phrase) ? '' : '.'}`;
}

/** Why a case may do less than its warrant's state lets it, in a sentence: a clock that is not trusted; else null. */
export function heldBack({ basis, access, accessReason }: Standing): string | null {
  const expected = basis.kind === 'warrant' ? ACCESS_OF[basis.warrant.state] : 'full';
  if (access === expected) return null;
  return sentenceOf(accessReason ?? 'the case is held back');
}

/** The mark that stays in sight. @param now ms since 1970 UTC. */
export function basisMark(standing: Standing, now: number, zone: Zone): BasisMark {
  const { basis, access } = standing;
  const held = heldBack(standing);
  if (basis.kind === 'without-warrant') {
    return {
      icon: 'none',
      tone: 'warning',
      text: `Without warrant: ${basis.ground === 'other' ? 'another ground' : GROUND_WORDS[basis.ground].replace(' of the owner', '')}`,
      sentence: `This case stands on no warrant but on ${GROUND_WORDS[basis.ground]}: ${basis.text}`,
    };
  }
  const status = basis.warrant;
  const { id } = status.warrant;
  if (held !== null && access !== 'full') {
    const text = `${access === 'closed' ? 'Closed' : 'Review only'}: warrant ${id}`;
    return { icon: 'locked', tone: 'danger', text, sentence: held };
  }
  const sentence = stateSentence(status, access, now, zone);
  switch (status.state) {
    case 'not-yet':
      return {
        icon: 'locked',
        tone: 'warning',
        text: `Warrant ${id} · not in force before ${dayOf(zone, status.notBefore)}`,
        sentence,
      };
    case 'in-force': {
      const left = status.expiry - now;
      return {
        icon: 'warrant',
        tone: left < FEW ? 'warning' : 'quiet',
        text: `Warrant ${id} · ${leftText(left)} left`,
        sentence,
      };
    }
    case 'review':
    case 'ended':
    case 'revoked': {
      const revoked = status.state === 'revoked' ? revocationOf(status) : undefined;
      const since = revoked
        ? `revoked ${dayOf(zone, Date.parse(revoked.document.issued))}`
        : `expired ${dayOf(zone, status.expiry)}`;
      return {
        icon: 'locked',
        tone: 'danger',
        text: `${access === 'closed' ? 'Closed' : 'Review only'}: ${since}`,
        sentence,
      };
    }
    default:
      return assertNever(status.state, 'state of a warrant');
  }
}

/** Where the warrant stands now, and what comes next, in sentences. */
export function stateSentence(status: WarrantStatus, access: Access, now: number, zone: Zone): string {
  const { id, retention } = status.warrant;
  const at = (ms: number): string => fullMoment(zone, ms);
  const review =
    retention.reviewDays === 0
      ? 'After that the case’s messages are closed.'
      : `After that the case may be looked at for ${counted(retention.reviewDays, 'day')}, until ${at(status.reviewUntil)}; it takes no evidence then and exports nothing but its log.`;
  switch (status.state) {
    case 'not-yet':
      return `Warrant ${id} is not in force before ${at(status.notBefore)}. Until then the case takes no evidence.`;
    case 'in-force':
      return `Warrant ${id} is in force until ${at(status.expiry)}: ${leftText(status.expiry - now)} left. ${review}`;
    case 'review':
      return `Warrant ${id} expired at ${at(status.expiry)}. The case may be looked at until ${at(status.reviewUntil)} (${leftText(status.reviewUntil - now)} left). It takes no evidence and exports nothing but its log.`;
    case 'ended':
      return `Warrant ${id} expired at ${at(status.expiry)}, and the time for review ended at ${at(status.reviewUntil)}. Its messages are closed; its log can be read, verified and saved.`;
    case 'revoked': {
      const revocation = revocationOf(status);
      const when = revocation ? ` at ${at(Date.parse(revocation.document.issued))}` : '';
      const why = revocation ? `: ${revocation.document.reason}` : '';
      const then =
        access === 'closed'
          ? 'Its messages are closed; its log can be read, verified and saved.'
          : 'The case may be looked at; it takes no evidence and exports nothing but its log.';
      return `Warrant ${id} was revoked${when}${why}${/[.!?]$/.test(why) ? '' : '.'} ${then}`;
    }
    default:
      return assertNever(status.state, 'state of a warrant');
  }
}

/** What is asked of a case that its access may stand against. */
export type Deed = 'take evidence' | 'export' | 'decide on withheld messages';

const DEED_WORDS: Readonly<Record<Deed, string>> = {
  'take evidence': 'the case takes no evidence',
  export: 'the case exports nothing but its log',
  'decide on withheld messages': 'nothing more is released into the case',
};

/** Why something cannot be done now, in a sentence; null when it can. */
export function whyNot(deed: Deed, standing: Standing, zone: Zone): string | null {
  const { basis, access, accessReason } = standing;
  if (access === 'full') return null;
  const end = `${DEED_WORDS[deed]}.`;
  if (basis.kind === 'without-warrant' || heldBack(standing) !== null) {
    return `${sentenceOf(accessReason ?? 'this case is open for review only')} ${sentenceOf(end)}`;
  }
  const { warrant, state, notBefore, expiry } = basis.warrant;
  const revocation = state === 'revoked' ? revocationOf(basis.warrant) : undefined;
  const since =
    state === 'not-yet'
      ? `is not in force before ${momentText(zone, notBefore)}`
      : state === 'revoked'
        ? `was revoked${revocation ? ` at ${momentText(zone, Date.parse(revocation.document.issued))}` : ''}`
        : `expired at ${momentText(zone, expiry)}`;
  return `Warrant ${warrant.id} ${since}: ${end}`;
}

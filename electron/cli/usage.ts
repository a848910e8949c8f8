/** What the command line takes. */
export const HELP = `threadline: message exports of lawfully seized devices, read where they lie

  threadline inspect EVIDENCE… [--json]
      What each file or folder is, its SHA-256, what key it needs. Decrypts nothing.

  threadline import EVIDENCE… --out DIR [options]
      Reads the evidence into DIR, which must not exist or be empty: messages.jsonl, chats.jsonl,
      accounts.jsonl, intake.json and custody.jsonl.
      --key HEX|FILE        key of an encrypted backup: 64 hex digits, or the key file
      --exhibit REF         reference of the exhibit, such as AB/1; all EVIDENCE is then of this one.
                            Given several times, each names the exhibit of the EVIDENCE after it.
                            Without it each EVIDENCE is an exhibit, named as its file
      --timezone IANA       the device's zone, for exports that give local times only
      --date-order ORDER    dmy, mdy or ymd, where the dates of a text export leave it open
      --media               also writes the attachments found, to DIR/media
      --basis TEXT          without a warrant: on what the evidence is read, such as whose consent
      --warrant FILE        reads under a signed warrant: only what it covers is kept. With
      --trust FILE          who may sign, and
      --release FILE        a key that was released for an exhibit (several for its shares),
      --identity FILE       opened by this workstation's identity (--passphrase-file FILE),
      --amendment FILE      --revocation FILE, where there are any

  threadline report DIR --out FILE.html|FILE.jsonl [options]
      A report on an import: a page to read and print, or its lines of messages.jsonl.
      --from, --to TIME     messages from this instant, and before that one
      --chat ID             messages of this chat; may be given more than once
      --timezone IANA       puts times of the device's own clock in their place, and shows all times there
      --instant TIME        HTML: distances of messages to this instant, and the messages nearest to it
      --limit N             HTML: messages shown, 5,000 unless told otherwise
      TIME is as in RFC 3339, e.g. 2024-03-22T14:40:00Z

  threadline search DIR QUERY [options]
      The messages of an import that a query finds, a line each: words, "phrases", begin*, near~,
      from: in: has: kind: before: after: on:, and, or, not, ( ), /expression/. See docs/search.md.
      --json                their lines of messages.jsonl as they stand instead
      --count               how many there are in each chat instead
      --limit N             lines written; all unless told otherwise
      --other-scripts       words also in their readings in other scripts
      --timezone IANA       dates of the query are of this zone; UTC without it
      --keywords FILE       a hit table instead: for each line of FILE how many messages, chats and
                            senders, and the first and last time. A QUERY then says which messages
                            count, and may be left out. --json gives lines of JSON

  threadline review DIR [--json]
  threadline review DIR --warrant FILE --trust FILE --identity FILE [--item ID…] [--json]
                    [--decide release|withhold --reason TEXT]
      What an import withheld as privileged: how many messages, and with the identity that holds the
      warrant's filter key (--passphrase-file FILE) the messages themselves. --decide puts those of
      --item into the import, or keeps them withheld; each view and decision is in the import's log.
      --amendment FILE      --revocation FILE, where there are any

  threadline export DIR --parquet OUT [--json]
      An import as a partitioned Parquet dataset for DuckDB, Spark, Trino or ClickHouse: messages,
      attachments, accounts, chats, members and edges. OUT must not exist.

  threadline authority …
      The authority's side: identities, trust, warrants, releases, sealed exports. See authority --help.

  threadline custody checkpoint DIR|CASE-FOLDER --identity FILE --out FILE
      Signs the state of a log: how many entries it has, the last, and their Merkle root. To be kept
      away from the folder. --passphrase-file FILE opens the identity.

  threadline custody prove DIR --seq N --checkpoint FILE --identity CARD --out FILE
      Proves one entry of an import's log against a checkpoint, without showing the others.

  threadline verify DIR|CASE-FOLDER|FILE [--checkpoint FILE…] [--identity CARD] [--json]
                    [--passphrase-file FILE]
      Recomputes the hashes of an import and the chain of its log; of a case folder, the log's chain;
      and whether the log is what checkpoints say that CARD signed. FILE: a checkpoint, a proved entry,
      or a bundle, which its passphrase opens, or the identity that it is for (--identity FILE).

  threadline --help | --version

  --json prints a summary as JSON on stdout.
  Exit status: 0 done; 1 a fault of the program; 2 usage; 3 refused, and nothing kept; 4 done, with
  damage that intake.json names; 130 or 143 stopped by a signal, and nothing kept.
`;

/** A command line that cannot be carried out as it stands; exit status 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** @throws UsageError when it is not an IANA zone that this Node knows. */
export function timeZoneOf(name: string): string {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return name;
  } catch {
    throw new UsageError(`--timezone ${name}: not a known time zone`);
  }
}

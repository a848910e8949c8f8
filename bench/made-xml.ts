/**
 * Writes XML of any number of messages, the same for the same seed: an export of WordPress with nine comments
 * a post, or a Cellebrite report with 500 messages a chat, with the fields that those programs write.
 */
import { closeSync, openSync, writeSync } from 'node:fs';

const WORDS =
  'the and you that was for are with his they have this from one had word but not what all were when your can said there use each which she how their will até não já está 😀 👍 ok'.split(
    ' ',
  );

/** Numbers from 0 up to 1: a linear congruential generator (Numerical Recipes). */
function numbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

class Writing {
  readonly next = numbers(20_240_322);
  private at = Date.UTC(2019, 0, 1);

  words(most: number): string {
    const count = 1 + Math.floor(this.next() * most);
    return Array.from({ length: count }, () => WORDS[Math.floor(this.next() * WORDS.length)]!).join(' ');
  }

  /** `2024-03-22T14:38:05`, some minutes after the one before. */
  time(): string {
    this.at += Math.floor(this.next() * 300_000);
    return new Date(this.at).toISOString().slice(0, 19);
  }

  one(most: number): number {
    return Math.floor(this.next() * most);
  }
}

const COMMENTS = 9;

function* wordpress(messages: number): Generator<string> {
  const writing = new Writing();
  yield `<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wfw="http://wellformedweb.org/CommentAPI/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel>
	<title>Harbour notes</title>
	<link>https://blog.example.org</link>
	<wp:wxr_version>1.2</wp:wxr_version>
	<wp:base_site_url>https://blog.example.org</wp:base_site_url>
	<wp:base_blog_url>https://blog.example.org</wp:base_blog_url>
`;
  let comment = 0;
  for (let n = 1; n <= messages; ) {
    const post = n++;
    const time = writing.time().replace('T', ' ');
    let item = `	<item>
		<title><![CDATA[${writing.words(8)}]]></title>
		<link>https://blog.example.org/?p=${post}</link>
		<pubDate>Fri, 22 Mar 2024 14:38:05 +0000</pubDate>
		<dc:creator><![CDATA[user${writing.one(5)}]]></dc:creator>
		<guid isPermaLink="false">https://blog.example.org/?p=${post}</guid>
		<description></description>
		<content:encoded><![CDATA[<p>${writing.words(200)}</p>]]></content:encoded>
		<excerpt:encoded><![CDATA[]]></excerpt:encoded>
		<wp:post_id>${post}</wp:post_id>
		<wp:post_date><![CDATA[${time}]]></wp:post_date>
		<wp:post_date_gmt><![CDATA[${time}]]></wp:post_date_gmt>
		<wp:post_modified><![CDATA[${time}]]></wp:post_modified>
		<wp:post_modified_gmt><![CDATA[${time}]]></wp:post_modified_gmt>
		<wp:comment_status><![CDATA[open]]></wp:comment_status>
		<wp:ping_status><![CDATA[open]]></wp:ping_status>
		<wp:post_name><![CDATA[post-${post}]]></wp:post_name>
		<wp:status><![CDATA[publish]]></wp:status>
		<wp:post_parent>0</wp:post_parent>
		<wp:menu_order>0</wp:menu_order>
		<wp:post_type><![CDATA[post]]></wp:post_type>
		<wp:post_password><![CDATA[]]></wp:post_password>
		<wp:is_sticky>0</wp:is_sticky>
		<category domain="category" nicename="boats"><![CDATA[Boats]]></category>
`;
    for (let of = 0; of < COMMENTS && n <= messages; of++, n++) {
      const by = writing.one(400);
      const at = writing.time().replace('T', ' ');
      item += `		<wp:comment>
			<wp:comment_id>${++comment}</wp:comment_id>
			<wp:comment_author><![CDATA[Visitor ${by}]]></wp:comment_author>
			<wp:comment_author_email><![CDATA[visitor${by}@example.org]]></wp:comment_author_email>
			<wp:comment_author_url></wp:comment_author_url>
			<wp:comment_author_IP><![CDATA[192.0.2.${by % 256}]]></wp:comment_author_IP>
			<wp:comment_date><![CDATA[${at}]]></wp:comment_date>
			<wp:comment_date_gmt><![CDATA[${at}]]></wp:comment_date_gmt>
			<wp:comment_content><![CDATA[${writing.words(30)}]]></wp:comment_content>
			<wp:comment_approved><![CDATA[1]]></wp:comment_approved>
			<wp:comment_type><![CDATA[comment]]></wp:comment_type>
			<wp:comment_parent>${of > 0 && writing.next() < 0.5 ? comment - 1 : 0}</wp:comment_parent>
			<wp:comment_user_id>0</wp:comment_user_id>
		</wp:comment>
`;
    }
    yield `${item}	</item>\n`;
  }
  yield '</channel>\n</rss>\n';
}

const OF_CHAT = 500;

const field = (name: string, value: string, type = 'String'): string =>
  `          <field name="${name}" type="${type}"><value type="${type}"><![CDATA[${value}]]></value></field>\n`;

const id = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

const party = (name: string, number: number, role: string, isOwner: boolean): string =>
  `<model type="Party" id="${id(number)}" deleted_state="Intact" decoding_confidence="High" isrelated="False" extractionId="0">
${field('UserMapping', 'False', 'Boolean')}${field('Identifier', `44770090${String(number).padStart(4, '0')}@s.whatsapp.net`)}${field('Role', role, 'PartyRole')}${field('Name', name)}${field('IsPhoneOwner', isOwner ? 'True' : 'False', 'Boolean')}</model>`;

function* ufdr(messages: number): Generator<string> {
  const writing = new Writing();
  yield `<?xml version="1.0" encoding="utf-8"?>
<project id="${id(0)}" name="Phone" reportVersion="5.0.0.0" extractionType="FileSystem" xmlns="http://pa.cellebrite.com/report/2.0">
<decodedData>
<modelType type="Chat">
`;
  for (let n = 1; n <= messages; ) {
    const other = 1 + (Math.floor(n / OF_CHAT) % 9_998);
    yield `<model type="Chat" id="${id(n)}" deleted_state="Intact">
${field('Source', 'WhatsApp')}${field('Id', `44770090${String(other).padStart(4, '0')}@s.whatsapp.net`)}<multiModelField name="Participants" type="Party">${party('Me', 0, 'General', true)}${party(`Person ${other}`, other, 'General', false)}</multiModelField>
<multiModelField name="Messages" type="InstantMessage">
`;
    for (let of = 0; of < OF_CHAT && n <= messages; of++, n++) {
      const isOwner = writing.next() < 0.5;
      const [me, them] = [
        party('Me', 0, isOwner ? 'From' : 'To', true),
        party(`Person ${other}`, other, isOwner ? 'To' : 'From', false),
      ];
      yield `        <model type="InstantMessage" id="${id(n + 1_000_000_000)}" deleted_state="${writing.next() < 0.02 ? 'Deleted' : 'Intact'}" decoding_confidence="High" isrelated="False" extractionId="0">
${field('UserMapping', 'False', 'Boolean')}${field('Source', 'WhatsApp')}${field('SourceApplication', 'WhatsApp')}${field('Identifier', `3EB0${n.toString(16).toUpperCase().padStart(16, '0')}`)}${field('Body', writing.words(30))}${field('Status', 'Read', 'MessageStatus')}${field('TimeStamp', `${writing.time()}.000+00:00`, 'TimeStamp')}          <modelField name="From" type="Party">${isOwner ? me : them}</modelField>
          <multiModelField name="To" type="Party">${isOwner ? them : me}</multiModelField>
          <multiModelField name="Attachments" type="Attachment" />
        </model>
`;
    }
    yield '</multiModelField>\n</model>\n';
  }
  yield '</modelType>\n</decodedData>\n</project>\n';
}

/** Pieces are written so many UTF-16 units at a time. */
const AT_ONCE = 2 ** 20;

/** Writes a file of one of the two forms. */
export function writeMadeXml(form: 'wordpress' | 'ufdr', file: string, messages: number): void {
  const out = openSync(file, 'w');
  try {
    let waiting = '';
    for (const piece of form === 'wordpress' ? wordpress(messages) : ufdr(messages)) {
      waiting += piece;
      if (waiting.length < AT_ONCE) continue;
      writeSync(out, waiting);
      waiting = '';
    }
    writeSync(out, waiting);
  } finally {
    closeSync(out);
  }
}

/** Mutations of XML by its tokens: tags, texts and attributes taken out, repeated, exchanged, changed. */
import type { Chance } from '../chance.ts';
import { changedString, oddString } from './strings.ts';

const TOKEN = /<!\[CDATA\[[\s\S]*?\]\]>|<[^>]*>|[^<]+/g;
const ODD = [
  '<!DOCTYPE x [<!ENTITY a "b">]>',
  '&a;',
  '<?x y?>',
  '<!-- - -->',
  '<![CDATA[x]]>',
  '&#xd800;',
  '</x>',
  '<x>',
  '\0',
];

function changedToken(token: string, chance: Chance, dictionary: readonly string[]): string {
  const quoted = [...token.matchAll(/"[^"]*"/g)];
  if (token.startsWith('<') && quoted.length > 0 && chance.oneIn(2)) {
    const one = chance.pick(quoted);
    const put = oddString(chance, dictionary).replaceAll('"', '');
    return `${token.slice(0, one.index + 1)}${put}${token.slice(one.index + one[0].length - 1)}`;
  }
  return changedString(token, chance, dictionary);
}

export function mutateXml(bytes: Buffer, chance: Chance, dictionary: readonly string[]): Buffer {
  const tokens: string[] = bytes.toString().match(TOKEN) ?? [];
  for (let times = 1 + chance.below(5); times > 0 && tokens.length > 0; times--) {
    const at = chance.below(tokens.length);
    const to = chance.below(tokens.length);
    const many = 1 + chance.below(chance.oneIn(4) ? 20 : 3);
    switch (chance.below(6)) {
      case 0:
        tokens.splice(at, many);
        break;
      case 1:
        tokens.splice(to, 0, ...tokens.slice(at, at + many));
        break;
      case 2:
        tokens.splice(at, 1, tokens[to]!);
        break;
      case 3:
        tokens.splice(at, 0, chance.pick(ODD));
        break;
      default:
        tokens[at] = changedToken(tokens[at]!, chance, dictionary);
    }
  }
  return Buffer.from(tokens.join(''));
}

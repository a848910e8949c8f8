import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { html, name, plain } from './text.ts';

test('markup in evidence is shown as text', () => {
  assert.equal(
    html('<img src=x onerror="alert(1)">&amp;\'</script>'),
    '&lt;img src=x onerror=&quot;alert(1)&quot;&gt;&amp;amp;&#39;&lt;/script&gt;',
  );
});

test('marks that turn or hide text are labels', () => {
  assert.equal(
    html('photo_\u202egpj.exe\u0007'),
    'photo_<span class="mark">RLO</span>gpj.exe<span class="mark">U+0007</span>',
  );
  assert.equal(plain('a\u200bb\u2066c\ud800'), 'a[ZWSP]b[LRI]c[U+D800]');
  assert.equal(html('\u{e0041}'), '<span class="mark">U+E0041</span>');
});

test('joiners that spell a word or an emoji stay, as do newlines, tabs and right-to-left letters', () => {
  for (const text of [
    '👨‍👩‍👧‍👦',
    'می‌خواهم',
    'क्‍ष',
    '🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}',
    'a\n\tb',
    'مرحبا שלום',
    '❤️‍🔥',
  ]) {
    assert.equal(html(text), text);
  }
  assert.equal(html('a\u200d'), 'a<span class="mark">ZWJ</span>');
});

test('a name is kept apart from the direction of the text around it', () => {
  assert.equal(name('علي'), '<bdi>علي</bdi>');
});

test('no text, whatever it is, gives a tag, an entity or a control that was in it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      for (const shown of [
        html(text).replaceAll(/<span class="mark">[A-Z0-9+]+<\/span>/g, ''),
        plain(text),
      ]) {
        assert.doesNotMatch(shown, /[<>"']/);
        assert.doesNotMatch(shown, /&(?!(?:amp|lt|gt|quot|#39);)/);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: what must not be there
        assert.doesNotMatch(shown, /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
      }
    }),
  );
});

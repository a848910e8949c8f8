/** Files that are ZIP archives by their bytes and documents or programs by what they are. */

/**
 * Endings of such files: Office Open XML, OpenDocument, iWork and others that are a ZIP inside, programs
 * of Java, Android and iOS, books, maps and animated stickers.
 */
const DOCUMENT =
  /\.(?:do[ct][xm]|xl[st][xm]|xlsb|xlam|p[op]t[xm]|pps[xm]|vsd[xm]|xps|oxps|od[bcfgimpst]|ot[gpst]|sx[cdimw]|epub|pages|numbers|key|apks?|aab|apkm|xapk|aar|ipa|jar|war|ear|jmod|kmz|cb[zt]|pkpass|was|lottie|sketch|fig|xd|vsix|xpi|crx|whl|egg|nupkg|3mf|usdz|ggb|mscz|mxl|idml|swc|wgt|air)$/i;

/** Files by which such archives are known under any name. */
const MARKS: readonly string[] = [
  // ECMA-376 part 2 §10.1.2.2
  '[Content_Types].xml',
  // OpenDocument 1.3 part 2 §3.3 and EPUB 3.3 §4.3
  'mimetype',
  'META-INF/container.xml',
  // JAR file specification, and programs for Android
  'META-INF/MANIFEST.MF',
  'AndroidManifest.xml',
];

/** Whether a path is named as an archive of files. */
export const isNamedZip = (path: string): boolean => /\.zip$/i.test(path);

export const isNamedDocument = (path: string): boolean => DOCUMENT.test(path);

/** Whether the files of an archive say that it is a document or a program. */
export function holdsDocument(paths: readonly string[]): boolean {
  return paths.some((path) => MARKS.includes(path));
}
